import type { LawBase } from '../../law/index.ts'
import { targetFigures } from '../../oversight/index.ts'
import type { Given } from '../requests/running/perform.ts'
import { type Sheet, typed } from '../requests/running/sheet.tsx'
import { SelectField, TextField } from '../ui/fields.tsx'

/** By which figure something is measured, what that is to come to, and of which ground of law where it is of one. */
export function TargetFields({
  sheet,
  act,
  label,
  empty,
  law,
}: {
  sheet: Sheet
  act: string
  label: string
  empty: string
  law: LawBase
}) {
  const { reader } = sheet
  const { dialogues: t, forms } = reader.t
  const { values: figure, ...figureField } = typed(sheet, act, 'figure')
  const { values: value, ...valueField } = typed(sheet, act, 'value')
  const { values: ground, ...groundField } = typed(sheet, act, 'ground')
  const grounds = [...law.rules.values()]
    .filter(({ kind }) => kind === 'ground')
    .map(({ rule, title, cites }) => ({ value: rule, label: `${reader.law(title)} (${cites[0]?.cite ?? ''})` }))
    .sort((a, b) => reader.compare(a.label, b.label))
  return (
    <>
      <SelectField
        {...figureField}
        label={label}
        value={figure[0] ?? ''}
        empty={empty}
        choices={targetFigures.map((one) => ({ value: one, label: t.figures[one] }))}
      />
      <TextField
        {...valueField}
        label={t.add.value}
        hint={t.add.valueHint}
        value={value[0] ?? ''}
        type="number"
        narrow
      />
      <SelectField
        {...groundField}
        label={`${t.add.ground} ${forms.optional}`}
        hint={t.add.groundHint}
        value={ground[0] ?? ''}
        empty={forms.choose}
        choices={grounds}
      />
    </>
  )
}

/** What stands in these fields; a number written with a comma or a point. */
export const targetIn = (given: Given) => ({
  figure: given.one('figure'),
  value: given.one('value') === '' ? Number.NaN : Number(given.one('value').replace(',', '.')),
  ground: given.one('ground') || undefined,
})
