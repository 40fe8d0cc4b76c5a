import {
  assurancesFor, completenessOf, type Examination,
  mayCondition, openGroundsFor, type Step, toldBy, unpromised,
} from '../../../requests/index.ts' // biome-ignore format: one line of words
import { ChoiceField, SelectField } from '../../ui/fields.tsx'
import { nameOf } from '../story.ts'
import { ActForm, Ground, Line, Text } from './act-form.tsx'
import { type DealingDesk, ruleInWords, typed } from './desk.ts'

const examining: readonly Step['does'][] = ['examine', 'assess', 'execute', 'return', 'decide', 'validate']

/** The step at which this seat examines what came, if it has one now. */
export function examinedStep({ story }: Pick<DealingDesk, 'story'>): Step | undefined {
  const { request, steps, actor } = story
  if (request.direction !== 'incoming' || request.endedAt !== undefined) return undefined
  return steps.find(
    ({ is, doer, seat, does }) =>
      is === 'current' && doer === actor.org && seat === actor.seat && examining.includes(does),
  )
}

/** The grounds of this seat against the request, by what they do. */
export function groundsOf({ law, story }: Pick<DealingDesk, 'law' | 'story'>, ...effects: readonly string[]): string[] {
  const grounds = openGroundsFor(law, story.request, story.actor.seat)
  return grounds
    .filter(({ effect, against }) => effects.includes(effect) && against !== 'enforcement')
    .map(({ rule }) => rule)
}

/** What the examining authority can do at this step. */
export function Examining({ desk, step, examination }: { desk: DealingDesk; step: Step; examination: Examination }) {
  const { law, story, dealings, reader } = desk
  const { dealings: t } = reader.t
  const completeness = completenessOf(law, story.request, dealings)
  const missing = completeness?.missing ?? []
  const boxes = typed(desk, 'ask', 'missing')
  const postponing = groundsOf(desk, 'postponement')
  const refusing = groundsOf(desk, 'mandatory', 'discretionary')
  const open = unpromised(examination)
  const { postponed } = examination
  const decides = step.does !== 'return'
  const optionalNote = `${t.note} ${reader.t.forms.optional}`
  return (
    <>
      {postponed ? (
        <ActForm desk={desk} act="resume" about={t.resume} of={postponed.dealing}>
          <Text desk={desk} act="resume" name="reason" label={t.reason} />
        </ActForm>
      ) : (
        <>
          <ActForm desk={desk} act="check" about={t.check} of={step.id} look="button button-second">
            {completeness && missing.length === 0 && <p>{t.check.whole}</p>}
            {missing.length > 0 && (
              <ul>
                {missing.map(({ label }) => (
                  <li>{reader.law(label)}</li>
                ))}
              </ul>
            )}
            <Text desk={desk} act="check" name="note" label={optionalNote} rows={2} />
          </ActForm>
          <ActForm desk={desk} act="ask" about={t.ask} of={step.id}>
            {missing.length > 0 && (
              <ChoiceField
                {...boxes}
                label={t.ask.boxes}
                several
                value={desk.tried?.act === 'ask' ? boxes.values : missing.map(({ path }) => path)}
                choices={missing.map(({ path, label }) => ({ value: path, label: reader.law(label) }))}
              />
            )}
            <Text desk={desk} act="ask" name="text" label={t.ask.text} />
            <Line desk={desk} act="ask" name="until" label={t.setUntil} hint={t.setUntilHint} type="date" />
          </ActForm>
          {mayCondition(law, story.request) && <Conditions desk={desk} step={step} />}
          {open.length > 0 && <Releasing desk={desk} open={open} />}
          {postponing.length > 0 && (
            <ActForm desk={desk} act="postpone" about={t.postpone} of={step.id} look="button button-second">
              <Ground desk={desk} act="postpone" grounds={postponing} />
              <Text desk={desk} act="postpone" name="reason" label={t.reason} />
              <Line desk={desk} act="postpone" name="until" label={t.until} type="date" />
              <Text desk={desk} act="postpone" name="reopens" label={t.reopens} rows={2} />
            </ActForm>
          )}
        </>
      )}
      {decides && <Deciding desk={desk} step={step} refusing={refusing} ready={!postponed && open.length === 0} />}
    </>
  )
}

/** What the answer is made to depend on: conditions the law knows, and one of this case. */
function Conditions({ desk, step }: { desk: DealingDesk; step: Step }) {
  const { law, story, reader } = desk
  const { dealings: t } = reader.t
  const known = assurancesFor(law, story.request, 'asked')
  const rules = typed(desk, 'conditions', 'rules')
  const kind = typed(desk, 'conditions', 'kind')
  return (
    <ActForm desk={desk} act="conditions" about={t.conditions} of={step.id}>
      {known.length > 0 && (
        <ChoiceField
          {...rules}
          label={t.conditions.known}
          several
          value={rules.values}
          choices={known.map((one) => ({
            value: one.rule,
            label: reader.law(one.says),
            hint: ruleInWords(desk, one.rule),
          }))}
        />
      )}
      <Text desk={desk} act="conditions" name="own" label={t.conditions.own} rows={2} />
      <SelectField
        name={kind.name}
        label={t.conditions.ownKind}
        value={kind.value || 'other'}
        choices={Object.entries(t.promise).map(([value, label]) => ({ value, label }))}
      />
      <Line desk={desk} act="conditions" name="until" label={t.setUntil} type="date" />
    </ActForm>
  )
}

function Releasing({ desk, open }: { desk: DealingDesk; open: Examination['conditions'] }) {
  const { dealings: t } = desk.reader.t
  const field = typed(desk, 'release', 'conditions')
  return (
    <ActForm desk={desk} act="release" about={t.release} of={open[0]?.dealing} look="button button-second">
      <ChoiceField
        {...field}
        label={t.release.which}
        several
        value={field.values}
        choices={open
          .filter(({ dealing }) => dealing === open[0]?.dealing)
          .map(({ condition }) => ({ value: condition.id, label: desk.reader.law(condition.says) }))}
      />
      <Text desk={desk} act="release" name="reason" label={t.reason} rows={2} />
    </ActForm>
  )
}

/** Have it carried out, refuse it, or send it back: each with its reasons. */
function Deciding({
  desk,
  step,
  refusing,
  ready,
}: {
  desk: DealingDesk
  step: Step
  refusing: readonly string[]
  ready: boolean
}) {
  const { story, reader } = desk
  const { dealings: t } = reader.t
  const returning = groundsOf(desk, 'return')
  const isAssessed = step.does === 'assess'
  const next = [...toldBy(story.steps, step, story.request.org)].flatMap(([org, steps]) => {
    const name = nameOf(story, org) ?? org
    return steps.map(({ title }) => `${name}${reader.colon}${reader.law(title)}`)
  })
  return (
    <>
      {ready && (
        <ActForm desk={desk} act="order" about={isAssessed ? t.clear : t.order} of={step.id}>
          {next.length > 0 && (
            <ul>
              {next.map((line) => (
                <li>{line}</li>
              ))}
            </ul>
          )}
          {!isAssessed && <Line desk={desk} act="order" name="fileNumber" label={t.order.fileNumber} />}
          <Text desk={desk} act="order" name="reason" label={`${t.note} ${reader.t.forms.optional}`} rows={2} />
        </ActForm>
      )}
      <ActForm desk={desk} act="refuse" about={t.refuse} of={step.id} look="button button-grave">
        {refusing.length > 0 && <Ground desk={desk} act="refuse" grounds={refusing} />}
        <Text desk={desk} act="refuse" name="reason" label={t.reason} />
      </ActForm>
      {!isAssessed && (
        <ActForm desk={desk} act="give-back" about={t['give-back']} of={step.id} look="button button-grave">
          {returning.length > 0 && <Ground desk={desk} act="give-back" grounds={returning} />}
          <Text desk={desk} act="give-back" name="reason" label={t.reason} />
        </ActForm>
      )}
    </>
  )
}
