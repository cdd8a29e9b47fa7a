// On somebody else's page: <safeconduct-petition src="address of the petition">. It makes the frame and sets its height; what is written
// in the frame, this page cannot read, and of this page the frame learns nothing.

const LEAST = 200;
const MOST = 4000;

class SafeconductPetition extends HTMLElement {
  /** @type {HTMLIFrameElement | undefined} */
  #frame;

  /** @param {MessageEvent} event */
  #hear = (event) => {
    const frame = this.#frame;
    if (!frame || event.source !== frame.contentWindow || event.origin !== new URL(frame.src).origin) return;
    const { safeconduct, height } = event.data ?? {};
    if (safeconduct !== "height" || !Number.isFinite(height)) return;
    frame.height = String(Math.min(MOST, Math.max(LEAST, height)));
  };

  connectedCallback() {
    if (this.#frame) return;
    let address;
    try {
      address = new URL(`${(this.getAttribute("src") ?? "").replace(/\/*$/, "")}/widget/`);
    } catch {
      return; // the link within stays
    }
    if (address.protocol !== "https:" && address.protocol !== "http:") return;
    const frame = document.createElement("iframe");
    frame.src = address.href;
    frame.title = this.textContent?.trim() || address.hostname;
    frame.width = "100%";
    frame.height = "900";
    frame.loading = "lazy";
    frame.referrerPolicy = "no-referrer";
    frame.style.border = "0";
    window.addEventListener("message", this.#hear);
    this.#frame = frame;
    this.replaceChildren(frame);
  }

  disconnectedCallback() {
    window.removeEventListener("message", this.#hear);
    if (this.#frame) this.#frame.remove();
    this.#frame = undefined;
  }
}

if (!customElements.get("safeconduct-petition")) customElements.define("safeconduct-petition", SafeconductPetition);
