// The two component packages carry no types. What we use of them:

declare module "govuk-frontend" {
  export type Component = { new (root: Element): object; moduleName: string };
  export const CharacterCount: Component;
  export const Checkboxes: Component;
  export const ErrorSummary: Component;
  export const ExitThisPage: Component;
  export const Radios: Component;
  export const Tabs: Component;
  export function createAll(component: Component, config?: object, scope?: Element): object[];
}

declare module "@ministryofjustice/frontend/moj/components/multi-file-upload/multi-file-upload.mjs" {
  export const MultiFileUpload: import("govuk-frontend").Component;
}

declare module "@ministryofjustice/frontend/moj/components/filter-toggle-button/filter-toggle-button.mjs" {
  export const FilterToggleButton: import("govuk-frontend").Component;
}

// Word lists of ours, which the build takes in as text.
declare module "*.txt" {
  const text: string;
  export default text;
}

// The hash of the solver's bytes, which the build writes in.
declare const HIGHS_SHA256: string;
