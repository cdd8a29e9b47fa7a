// What the sealed desk says of duty telephones.

export const sayTelephones = {
  none: "None. Alerts go out by mail alone.",
  waits: "its link was not opened yet",
  never: "joined, not reached yet",
  taken: "The telephone is taken away. It rings no more.",
  nameHint: "As colleagues know it: “night telephone”. Never anybody's own name.",
  what: "A telephone of the organisation on which nobody ever signs in to the desk. It rings when something waits and says nothing of what. The maker of its browser learns that it rang, and when.",
  open: "Open this link on the telephone, within 24 hours. It is shown once and works once.",
};
