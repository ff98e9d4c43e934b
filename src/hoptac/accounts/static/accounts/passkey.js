// Passkeys and codes. form[data-passkey=get|create] asks data-question what to ask, lets the browser ask it, and posts the answer.
// form[data-code=6] sends itself when the last digit is typed. Without this file: codes are typed and sent by the button.

const text = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const bytes = (given) => Uint8Array.from(atob(given.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
const keys = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }));

async function question(form) {
  const answer = await fetch(form.dataset.question, { headers: { Accept: "application/json" }, credentials: "same-origin" });
  if (!answer.ok) throw new Error(String(answer.status));
  const asked = (await answer.json()).publicKey;
  asked.challenge = bytes(asked.challenge);
  if (asked.user) asked.user.id = bytes(asked.user.id);
  asked.allowCredentials = keys(asked.allowCredentials);
  asked.excludeCredentials = keys(asked.excludeCredentials);
  return asked;
}

function plain(credential) {
  const { response } = credential;
  const answer = { clientDataJSON: text(response.clientDataJSON) };
  for (const name of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (response[name]) answer[name] = text(response[name]);
  }
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    response: answer,
    clientExtensionResults: credential.getClientExtensionResults(),
  };
}

function passkeys() {
  if (!window.PublicKeyCredential) return;
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    const said = form.querySelector("[data-passkey-said]");
    form.hidden = false;
    form.addEventListener("submit", async (event) => {
      if (form.elements.credential.value) return;
      event.preventDefault();
      said.hidden = true;
      try {
        const publicKey = await question(form);
        const credential = await navigator.credentials[form.dataset.passkey]({ publicKey });
        form.elements.credential.value = JSON.stringify(plain(credential));
        form.submit();
      } catch (error) {
        said.textContent = error.name === "SecurityError" ? said.dataset.passkeyName : said.dataset.passkeySaid;
        said.hidden = false;
      }
    });
  }
}

function codes() {
  for (const form of document.querySelectorAll("form[data-code]")) {
    const field = form.elements.code;
    field.addEventListener("input", () => {
      if (field.value.replace(/\D/g, "").length === Number(form.dataset.code) && !form.dataset.sent) {
        form.dataset.sent = "1";
        form.requestSubmit();
      }
    });
  }
}

passkeys();
codes();
