import type { Examination } from '../../../requests/index.ts'
import { ChoiceField } from '../../ui/fields.tsx'
import { ActForm, Line, Text } from './act-form.tsx'
import { type DealingDesk, typed } from './desk.ts'

/** What was promised for a day, and is not done yet. */
export const toKeep = ({ conditions }: Examination) =>
  conditions.filter(({ state, condition }) => state === 'accepted' && condition.until !== undefined)

/** What the asking side has to answer: the oldest question, and the conditions that were set. */
export function Answering({ desk, examination }: { desk: DealingDesk; examination: Examination }) {
  const { dealings: t } = desk.reader.t
  const { reader } = desk
  const asked = examination.questions.find(({ answer }) => !answer)?.question
  const set = examination.conditions.find(({ state }) => state === 'open')?.asked
  const [kept] = toKeep(examination)
  return (
    <>
      {asked && (
        <ActForm desk={desk} act="answer" about={t.answer} of={asked.dealing}>
          <p class="measure">{asked.body.text}</p>
          {asked.body.missing.map(({ box, label }) => (
            <Text desk={desk} act="answer" name={`boxes.${box}`} label={reader.law(label)} rows={2} />
          ))}
          <Text desk={desk} act="answer" name="text" label={t.text} />
        </ActForm>
      )}
      {set && (
        <ActForm desk={desk} act="promise" about={t.promised} of={set.dealing}>
          {set.body.conditions.map(({ id, says, cite }) => {
            const field = typed(desk, 'promise', `answers.${id}`)
            return (
              <>
                <ChoiceField
                  {...field}
                  label={reader.law(says)}
                  {...(cite && { hint: cite })}
                  row
                  value={[field.value]}
                  choices={[
                    { value: 'yes', label: t.promised.yes },
                    { value: 'no', label: t.promised.no },
                  ]}
                />
                <Line desk={desk} act="promise" name={`reasons.${id}`} label={t.promised.reason} />
              </>
            )
          })}
          <Line desk={desk} act="promise" name="by" label={t.promised.by} />
        </ActForm>
      )}
      {kept && (
        <ActForm desk={desk} act="fulfil" about={t.fulfil} of={kept.dealing}>
          <ChoiceField
            {...typed(desk, 'fulfil', 'conditions')}
            label={t.fulfil.which}
            several
            value={typed(desk, 'fulfil', 'conditions').values}
            choices={toKeep(examination)
              .filter(({ dealing }) => dealing === kept.dealing)
              .map(({ condition: { id, says, until } }) => ({
                value: id,
                label: `${reader.law(says)} (${until ? reader.date(until) : ''})`,
              }))}
          />
          <Text desk={desk} act="fulfil" name="text" label={t.fulfil.how} rows={2} />
        </ActForm>
      )}
    </>
  )
}
