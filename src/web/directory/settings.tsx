import { signals, type TrustSettings } from '../../trust/index.ts'
import { type Sheet, SheetForm, typed } from '../requests/running/sheet.tsx'
import { ChoiceField, TextField } from '../ui/fields.tsx'

const periods = ['reverifyDays', 'attestationDays', 'secondCheckMinutes', 'followUpDays', 'youngDomainDays'] as const

/** The house's own periods, and when the sender must be verified; the operator can set them. */
export function Settings({ settings, may, sheet }: { settings: TrustSettings; may: boolean; sheet: Sheet }) {
  const { directory: t, signals: words } = sheet.reader.t
  const desk = typed(sheet, 'settings', 'deskFor', settings.deskFor)
  return (
    <section class="flow" aria-labelledby="settings-title">
      <h2 id="settings-title">{t.settings}</h2>
      <p class="measure soft">{t.settingsAbout}</p>
      <dl class="pairs">
        {periods.map((name) => (
          <>
            <dt>{t.settingNames[name]}</dt>
            <dd>{sheet.reader.number(settings[name])}</dd>
          </>
        ))}
        <dt>{t.deskFor}</dt>
        <dd>
          {t.deskForAlways}{' '}
          {settings.deskFor.length > 0 ? sheet.reader.list(settings.deskFor.map((one) => words[one] ?? one)) : '–'}
        </dd>
      </dl>
      {may && (
        <SheetForm
          sheet={sheet}
          act="settings"
          title={t.settingsButton}
          button={t.settingsButton}
          look="button button-second"
        >
          {periods.map((name) => {
            const { values, ...field } = typed(sheet, 'settings', name, [String(settings[name])])
            return <TextField {...field} value={values[0] ?? ''} label={t.settingNames[name]} type="number" narrow />
          })}
          <ChoiceField
            name={desk.name}
            label={t.deskFor}
            hint={t.deskForAlways}
            several
            value={desk.values}
            choices={signals.map((value) => ({ value, label: words[value] ?? value }))}
          />
        </SheetForm>
      )}
    </section>
  )
}
