/** Sign in with a passkey, make one, or show that one is still there: a button that says where to ask and where to answer. */
const { browserSupportsWebAuthn, startAuthentication, startRegistration } = globalThis.SimpleWebAuthnBrowser

for (const button of document.querySelectorAll('[data-passkey]')) {
  const said = document.getElementById(button.dataset.said)
  const { options, finish, token, failed, unsupported, passkey, sends } = button.dataset
  if (!browserSupportsWebAuthn()) {
    said.textContent = unsupported
    continue
  }
  const post = async (address, body) => {
    const headers = { 'content-type': 'application/json', accept: 'application/json', 'x-form-token': token }
    const answer = await fetch(address, { method: 'POST', headers, body: JSON.stringify(body) })
    const value = await answer.json()
    if (!answer.ok) throw new Error(value.error.message)
    return value
  }
  button.hidden = false
  button.addEventListener('click', async () => {
    said.textContent = ''
    try {
      const optionsJSON = await post(options, {})
      const made =
        passkey === 'register' ? await startRegistration({ optionsJSON }) : await startAuthentication({ optionsJSON })
      const { to } = await post(finish, made)
      if (sends) document.getElementById(sends).submit()
      else location.assign(to)
    } catch {
      said.textContent = failed
    }
  })
}
