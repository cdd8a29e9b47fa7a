// What alarms, check-ins and the kit are called.

export const KIND_WORDS = /** @type {Record<string, string>} */ ({ duress: "Word of danger", missed: "No sign of life", drill: "Drill" });
export const KIND_LINES = /** @type {Record<string, string>} */ ({
  duress: "The person gave the word that means danger. On their screen everything looked as always. Do not call or write as usual: look into the case first.",
  missed: "A sign of life is overdue.",
  drill: "This is a drill. Take it, and the time until now is kept.",
});
export const LEVEL_WORDS = ["Waits", "Due now", "Missed", "Missed, said again", "Time for the kit"];
export const LEVEL_STAMPS = ["quiet", "waiting", "danger", "danger", "danger"];
export const MODE_WORDS = /** @type {Record<string, string>} */ ({
  travel: "Travel day", shelter: "In a shelter", "new-abroad": "New abroad", stable: "Settled", back: "Travelling back",
});
export const OUTCOME_WORDS = /** @type {[string, string][]} */ ([
  ["safe", "They are safe: wait for the next sign of life"],
  ["false", "False alarm: wait for the next sign of life"],
  ["gone-on", "Not reached: it goes on in the case, and the timer ends"],
]);

export const say = /** @type {const} */ ({
  none: "Nothing is open. Timers run on the server; they ring with every browser closed.",
  notAllOpened: "Not all of your cases could be opened, and it may be one of those. Look again when the server answers.",
  late: "The server has not looked at the timers for two minutes. Call whoever runs it, and watch the times yourselves meanwhile.",
  stuck: "No mail server has taken the alert yet: perhaps nobody else knows of this.",
  noSecond: "There is no second watcher: if this server stops, nobody is told. The handbook says how to set one up.",
  noTeam: "You belong to no duty team. A case lead lets you in under Alarms, Teams.",
  teamAddress: "Addresses of the duty desk, never anybody's own. Mail to them says a reference and nothing else.",
  goneTimer: "The timer runs no longer. Begin a new one, or end this check-in.",
  otherTeam: "A team that you do not belong to watches over this.",
  link: "Give them the link, or its 26 letters on paper, and both words, in person or in the box. The page has no script and says the same whatever the word was.",
  deaf: "The link hears no word for well any more: ten words came that were neither of the two. Somebody may be guessing, or the person mistypes. Reach them another way; once you noted a sign of life, the link hears again. If the link may be in other hands, end this check-in and begin another with new words. The word of danger is heard all the time.",
  noIntake: "Where people reach the intake's pages is not set here, so the link begins without its address.",
  danger: "What the person may have said under force is never the measure of what happened.",
  kitLead: "What a lawyer, a consulate or colleagues must know within the hour: opened by any two of those named, and by nobody alone.",
  kitPublic: "Going public is a decision of two people, never automatic.",
  kitConsent: "There is no consent to a kit. Ask the person first, and note it under Sharing.",
  kitDestroy: "Nobody can bring it back: what stands in it is gone for everybody who shares it, and a new one has to be written.",
  kitWillGo: "It is kept until {day}, then destroyed. Two weeks before, the case reminds you to keep it on.",
  kitUntil: "Kept until {day}. Whoever shares it can keep it on; otherwise it is destroyed with that day.",
  kitEndless: "It has no last day. Keep it until one, so that it cannot be left behind when the case goes.",
  kitPassed: "It was kept until {day} and is destroyed: nobody kept it on. What stood in it has to be written anew.",
  kitWaits: "Asked. As soon as one of the others has given their share, open it here: they see the asking under Alarms.",
});
