// Everything the desk's pages run. Public pages run nothing.

import { MultiFileUpload } from "@ministryofjustice/frontend/moj/components/multi-file-upload/multi-file-upload.mjs";
import { FilterToggleButton } from "@ministryofjustice/frontend/moj/components/filter-toggle-button/filter-toggle-button.mjs";
import { CharacterCount, Checkboxes, ErrorSummary, ExitThisPage, Radios, Tabs, createAll } from "govuk-frontend";
import { startContinuing } from "../enhance/continue.js";
import { startInserting } from "../enhance/insert.js";
import { startKeeping } from "../enhance/keep.js";
import { startKeys } from "../enhance/keys.js";
import { startOpening } from "../enhance/open.js";
import { startSubmitting } from "../enhance/submit.js";
import { startUploads } from "../enhance/upload.js";

const components = [CharacterCount, Checkboxes, ErrorSummary, ExitThisPage, Radios, Tabs, MultiFileUpload, FilterToggleButton];

// The components look for this before they start; it also lets styles tell a page with scripts from one without.
document.body.classList.add("govuk-frontend-supported");

/** @param {Element} place */
function enhance(place) {
  for (const component of components) createAll(component, undefined, place);
  startKeeping(place);
}

enhance(document.body);
startKeys();
startInserting();
startOpening();
startSubmitting();
startUploads();
startContinuing();
document.addEventListener("page:changed", (event) => {
  for (const part of /** @type {CustomEvent<(Element | null)[]>} */ (event).detail) if (part) enhance(part);
});
