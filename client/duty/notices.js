// The one sentence that a duty telephone shows. It says nothing of anybody, whoever sees the lock screen.

/** @type {Readonly<Record<string, string>>} */
export const NOTICES = {
  en: "Something waits at the desk.",
  sv: "Något väntar vid skrivbordet.",
  da: "Noget venter ved skrivebordet.",
  de: "Am Arbeitsplatz wartet etwas.",
  fr: "Quelque chose attend au bureau.",
  ru: "На рабочем столе вас что-то ждёт.",
  ar: "ثمة أمر ينتظر في المكتب.",
};

/**
 * @param {string} tag language of the telephone, such as "sv-SE"
 * @returns {string} one of ours
 */
export function languageOf(tag) {
  const short = tag.toLowerCase().split("-")[0] ?? "";
  return Object.hasOwn(NOTICES, short) ? short : "en";
}

/**
 * What is shown, whatever came with the ring.
 * @param {string} tag language of the telephone
 * @returns {{title: string, options: {tag: string, lang: string, dir: "rtl" | "ltr", renotify: boolean, requireInteraction: boolean}}}
 */
export function noticeIn(tag) {
  const lang = languageOf(tag);
  return { title: NOTICES[lang] ?? "", options: { tag: "desk", lang, dir: lang === "ar" ? "rtl" : "ltr", renotify: true, requireInteraction: true } };
}
