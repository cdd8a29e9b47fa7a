// A copy of an annex as one page of HTML that any browser opens without a network: no script, nothing loaded.

/** @typedef {{reference: string, publication: string, heading: string, text: string, recipient: string, on: string, mark: string, language: string}} Copy */

/** @param {string} text */
const safe = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;").replaceAll("'", "&#39;");

const STYLE =
  "body{max-width:38em;margin:2em auto;padding:0 1em;font:1.05em/1.55 Georgia,'Times New Roman',serif;color:#16262b;background:#fff}" +
  "header,footer{font:.85em/1.5 system-ui,sans-serif;color:#5b6b70;border-block:1px solid #16262b;padding:.6em 0}footer{margin-top:3em}" +
  "h1{font-size:1.5em;line-height:1.25}strong{color:#9b1c2e}@media print{body{margin:0}}";

/**
 * @param {Copy} copy
 * @returns {string} a whole document
 */
export function copyPage({ reference, publication, heading, text, recipient, on, mark, language }) {
  const paragraphs = text
    .trim()
    .split(/\n\s*\n/u)
    .map((one) => `<p>${safe(one.trim()).replaceAll("\n", "<br>")}</p>`)
    .join("\n");
  return `<!DOCTYPE html>
<html lang="${safe(language)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><title>${safe(reference)}</title><style>${STYLE}</style></head>
<body dir="auto"><header><strong>CONFIDENTIAL</strong> · ${safe(reference)} · annex to ${safe(publication)}<br>For ${safe(recipient)} alone · ${safe(on)} · copy ${safe(mark)}</header>
<h1>${safe(heading)}</h1>
${paragraphs}
<footer>Copy ${safe(mark)} for ${safe(recipient)}. Do not pass it on, and do not keep it longer than you need it.</footer></body></html>
`;
}
