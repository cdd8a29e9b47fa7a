// What the page of a case is made of: tabs, and in each the panels that draw themselves. Whoever adds a part adds a line here.

import { accessPanel, endPanel } from "./case_access.js";
import { consentsPanel } from "./case_consents.js";
import { checkInsPanel, detentionPanel, kitPanel, overlaysPanel } from "./case_dangers.js";
import { filesPanel } from "./case_files.js";
import { journalPanel } from "./case_journal.js";
import { doubtsPanel, lawfulPanel, triagePanel, verificationPanel } from "./case_look.js";
import { needsPanel, planPanel, tasksPanel } from "./case_now.js";
import { contactsPanel, documentsPanel, linksPanel, personPanel } from "./case_person.js";
import { risksPanel } from "./case_risks.js";
import { linesPanel, slipsPanel, testimonyPanel } from "./case_story.js";
import { staysPanel, supportsPanel } from "./case_supports.js";
import { applicationsPanel, changesPanel, journeyPanel, wishesPanel } from "./case_ways.js";
import { knownPanel } from "./known_case.js";
import { referralsPanel, talkPanel } from "./referral_case.js";
import { roundPanel } from "./round_case.js";

/**
 * What a panel works with.
 * @typedef {object} CaseDesk
 * @property {import("../casework/acts.js").Hands} hands
 * @property {string} id of the case
 * @property {() => import("../casework/store.js").CaseView} view the case as it is known now
 * @property {(name: string) => any} draft what was typed into a form of this name and not kept: one object, in memory only, gone at the lock
 * @property {(name: string) => void} dropDraft once it was kept
 * @property {(act: () => Promise<unknown>, done?: string) => Promise<boolean>} act does something and tells whether it went through: a clash shows both
 *   versions, any other problem its sentence; then the card is kept anew and every panel draws what changed
 * @property {(tab: string) => void} go to another tab of this case
 *
 * @typedef {{changed?: () => void, stop?: () => void}} Shown changed: the store knows something new, and what is being typed must stay as it is
 * @typedef {(place: HTMLElement, desk: CaseDesk) => Shown | void} Panel draws into a place that is empty and its own
 * @typedef {{name: string, title: string, compartment?: string, panels: Panel[]}} Tab compartment: what must be held to see anything in it
 */

/** What is shown of a part that stayed here when its case went to others: itself, its files, and its end. @type {Record<string, Panel[]>} */
const REST = {
  identity: [personPanel, contactsPanel, documentsPanel], route: [wishesPanel, applicationsPanel, journeyPanel], story: [testimonyPanel], advocacy: [linesPanel],
  checks: [doubtsPanel],
};

/**
 * The one tab of such a part.
 * @param {string} compartment
 * @param {string} title
 * @returns {Tab[]}
 */
export function restTabs(compartment, title) {
  return [{ name: "rest", title, compartment, panels: [...(REST[compartment] ?? []), filesPanel, endPanel] }];
}

/** @type {Tab[]} */
export const TABS = [
  { name: "now", title: "Now", panels: [changesPanel, overlaysPanel, needsPanel, planPanel, tasksPanel] },
  { name: "person", title: "Person", panels: [personPanel, contactsPanel, documentsPanel, linksPanel] },
  { name: "look", title: "First look", panels: [triagePanel, verificationPanel, doubtsPanel, lawfulPanel] },
  { name: "help", title: "Help", panels: [supportsPanel, staysPanel] },
  { name: "way", title: "Way out", panels: [changesPanel, wishesPanel, applicationsPanel, roundPanel, journeyPanel] },
  { name: "safety", title: "Safety", panels: [checkInsPanel, risksPanel, detentionPanel, kitPanel] },
  { name: "sharing", title: "Sharing", panels: [consentsPanel, referralsPanel, knownPanel] },
  { name: "story", title: "Story", panels: [testimonyPanel, slipsPanel, linesPanel] },
  { name: "journal", title: "Journal", panels: [journalPanel, talkPanel] },
  { name: "files", title: "Files", panels: [filesPanel] },
  { name: "access", title: "Who may read", panels: [accessPanel, endPanel] },
];
