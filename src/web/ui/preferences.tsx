export interface PreferencesProps {
  /** Where the choice is posted, and where the reader comes back to. */
  action: string
  back: string
  token: string
  groups: readonly {
    name: string
    title: string
    chosen: string
    choices: readonly { value: string; label: string; lang?: string }[]
  }[]
}

/** Language and appearance: buttons, so that they work without script and say which is chosen. */
export function Preferences({ action, back, token, groups }: PreferencesProps) {
  return (
    <form method="post" action={action} class="preferences">
      <input type="hidden" name="form_token" value={token} />
      <input type="hidden" name="back" value={back} />
      {groups.map(({ name, title, chosen, choices }) => (
        <fieldset>
          <legend>{title}</legend>
          {choices.map(({ value, label, lang }) => (
            <button
              type="submit"
              name={name}
              value={value}
              lang={lang}
              aria-pressed={value === chosen ? 'true' : 'false'}
            >
              {label}
            </button>
          ))}
        </fieldset>
      ))}
    </form>
  )
}
