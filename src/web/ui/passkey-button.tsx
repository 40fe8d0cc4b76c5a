/** Hidden until its script runs: without script there are no passkeys, and the page says so. */
export function PasskeyButton({
  act,
  options,
  finish,
  token,
  label,
  words,
  sends,
}: {
  act: 'sign-in' | 'register' | 'confirm'
  options: string
  finish: string
  token: string
  label: string
  words: { failed: string; unsupported: string; needsScript: string }
  /** The form that is sent afterwards, in place of another page. */
  sends?: string
}) {
  const said = `passkey-${act}-said`
  return (
    <div class="flow flow-tight">
      <button
        type="button" class="button" hidden data-passkey={act} data-options={options} data-finish={finish} data-token={token}
        data-said={said} data-failed={words.failed} data-unsupported={words.unsupported} data-sends={sends}
      >
        {label}
      </button>
      <noscript><p class="soft">{words.needsScript}</p></noscript>
      <p id={said} class="error-text" role="status" />
    </div>
  ) // biome-ignore format: a control in a few lines
}
