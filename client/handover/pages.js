// The pages of a package that people read and print: the cover letter, volumes of names, and what to do with the rest. No script, nothing loaded.

/**
 * @typedef {{reference: string, campaign: string, title: string, organisation: string, to: {lines: string[], salutation: string, closing: string},
 *   language: string, letter: string, texts: Record<string, string>, on: string, prepared_by: string, approved_by: string}} Facts
 */

/** Names of one printed volume. */
export const VOLUME = 5000;

const STYLE =
  "body{max-width:42em;margin:2em auto;padding:0 1em;font:1em/1.5 Georgia,'Times New Roman',serif;color:#111;background:#fff}" +
  "h1{font-size:1.4em;line-height:1.25}table{width:100%;border-collapse:collapse;font-size:.9em}caption{text-align:start;font-style:italic;padding-block:.5em}" +
  "th,td{text-align:start;padding:.15em .6em .15em 0;border-bottom:1px solid #ccc;vertical-align:top}thead{display:table-header-group}tr{break-inside:avoid}" +
  "td:first-child{font-variant-numeric:tabular-nums;color:#555}address{font-style:normal}" +
  "@page{size:A4;margin:18mm 16mm}@media print{body{margin:0;max-width:none;padding:0}}";

/** @param {string} text */
const safe = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;").replaceAll("'", "&#39;");

/** @param {string} language */
const direction = (language) => (/^(?:ar|fa|he|ur|ps|ckb)\b/.test(language) ? "rtl" : "ltr");

/** @param {string} title @param {string} language @param {string} body */
function page(title, language, body) {
  return `<!DOCTYPE html>
<html lang="${safe(language)}" dir="${direction(language)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><title>${safe(title)}</title><style>${STYLE}</style></head>
<body>
${body}
</body></html>
`;
}

/** @param {string} text */
const paragraphs = (text) =>
  text
    .trim()
    .split(/\n\s*\n/u)
    .filter(Boolean)
    .map((one) => `<p>${safe(one.trim()).replaceAll("\n", "<br>")}</p>`)
    .join("\n");

/** @param {Facts} facts @param {{confirmed: number, named: number}} counts */
export function coverLetter({ to, letter, title, organisation, on, language, reference, campaign }, counts) {
  const number = new Intl.NumberFormat(language).format(counts.confirmed);
  const said = letter.trim() === "" ? "" : paragraphs(letter);
  return page(
    title,
    language,
    `<p>${safe(organisation)}<br>${safe(on)}</p>
<address dir="auto">${to.lines.map(safe).join("<br>")}</address>
<h1 dir="auto">${safe(title)}: ${number}</h1>
${to.salutation ? `<p dir="auto">${safe(to.salutation)}</p>` : ""}
${said}
${to.closing ? `<p dir="auto">${safe(to.closing)}</p>` : ""}
<p>${safe(organisation)}</p>
<p><small dir="ltr">${safe(campaign)} · ${safe(reference)}</small></p>`,
  );
}

/**
 * @param {Facts} facts
 * @param {number} volume from 1
 * @param {{number: number, name: string, country: string}[]} rows
 */
export function volumePage({ title, language, campaign }, volume, rows) {
  const lines = rows.map(({ number, name, country }) => `<tr><td>${number}</td><td dir="auto">${safe(name)}</td><td>${safe(country)}</td></tr>`).join("\n");
  const from = rows[0]?.number ?? 0;
  const to = rows.at(-1)?.number ?? 0;
  return page(
    `${title} ${volume}`,
    language,
    `<h1 dir="auto">${safe(title)}</h1>
<table><caption><span dir="ltr">${safe(campaign)} · ${volume} · ${from}–${to}</span></caption>
<tbody>
${lines}
</tbody></table>`,
  );
}

/** @param {import("./package.js").Printed} printed */
function aboutPrint({ has_pdf, elsewhere }) {
  if (!has_pdf) return "They are in HTML: a browser shows and prints them. PDFs were not made, since the browser that made this package could not.";
  const before = "They are in PDF, and in HTML for who reads on a screen or with a screen reader.";
  return elsewhere === 0 ? before : `${before}\n${elsewhere === 1 ? "One name has" : `${elsewhere} names have`} a letter that the PDFs cannot show: "* list.csv" stands there, with the number to look up.`;
}

/** @param {Facts} facts @param {{confirmed: number, named: number, head: string, printed: import("./package.js").Printed}} counts */
export function readme(facts, { confirmed, named, head, printed }) {
  return `${facts.title}
${facts.campaign}, handover ${facts.reference}, ${facts.on}

${confirmed} people signed and confirmed it. ${named} of them agreed that their names are handed over; they stand in the list.
The others asked to be counted only: their names were never kept.

letter.html          the cover letter
text/                the text in each language, as people signed it
list.csv, list.json  the names, with the country that each signer gave
printable/           the same names in volumes of ${VOLUME} to be printed
counts.csv           how many by country, by way and by visibility
chain/               one line for each counted signature, without a name
manifest.json        the SHA-256 of every file

The volumes: ${aboutPrint(printed)}

Who checks the number needs no name: chain/ and manifest.json are enough.
Each line of the chain holds a random number, the country, the way, the visibility, and the SHA-256 of the sealed signature.
The head begins with SHA-256("safeconduct/handover|${facts.campaign}"); with each line it becomes SHA-256(head + line).
After ${confirmed} lines it is
${head}
The organisation has the same head. "safeconduct petitions verify" does the sum.

These people gave you their names for this one purpose. Delete the list when it is fulfilled, and a name whenever its signer asks.
Prepared by ${facts.prepared_by}, approved by ${facts.approved_by}, ${facts.organisation}.
`;
}
