import { type Dealing, examinationOf, isGranted, type Permission, type Step } from '../../requests/index.ts'
import type { Reader } from '../reader.ts'
import { Actions, ChoiceField, LongTextField, SelectField, TextField } from '../ui/fields.tsx'
import { Fold } from '../ui/fold.tsx'
import { urls } from '../urls.ts'

/** What whoever receives it has to promise first: what was put to them and what became of it, and what an authority still asks for. */
export function Safeguards({
  request,
  step,
  dealings,
  permissions,
  mayPut,
  token,
  reader,
}: {
  request: { readonly id: string; readonly org: string; readonly counterpartName: string }
  /** The step by which it is handed over, where it is to be done now. */
  step: Step | undefined
  dealings: readonly Dealing[]
  permissions: readonly Permission[]
  mayPut: boolean
  token: string
  reader: Reader
}) {
  const { gate, dealings: t } = reader.t
  const { safeguards: words } = gate
  const { conditions } = examinationOf(dealings)
  const put = new Set(
    conditions.flatMap(({ condition, state }) => (state === 'released' ? [] : [condition.permission])),
  )
  const unasked = permissions.filter((one) => isGranted(one) && one.decision?.conditions && !put.has(one.id))
  const promised = conditions.filter(
    ({ asked, state }) => asked.org === request.org && (state === 'accepted' || state === 'fulfilled'),
  )
  if (conditions.length === 0 && unasked.length === 0 && !(mayPut && step)) return null
  const post = (act: string) => urls.dealingAct(request.id, 'examination', act)
  return (
    <section class="flow" aria-labelledby="safeguards">
      <h2 id="safeguards">{words.title}</h2>
      <p class="measure">{words.about(request.counterpartName)}</p>
      {conditions.length > 0 && (
        <ul class="plain flow flow-tight">
          {conditions.map(({ condition: { says, promises, until }, state, end }) => (
            <li class="card between">
              <p>
                {promises === 'other' ? '' : `${t.promise[promises]}: `}
                {reader.law(says)}
                {until && ` · ${t.until} ${reader.date(until)}`}
              </p>
              <p>
                <strong>{t.states[state]}</strong>
                {end && <span class="soft"> {reader.instant(end.at)}</span>}
              </p>
            </li>
          ))}
        </ul>
      )}
      {step &&
        unasked.map(({ id, otherName, decision }) => (
          <form method="post" action={post('conditions')} class="card flow no-print">
            <input type="hidden" name="form_token" value={token} />
            <input type="hidden" name="conditions.of" value={step.id} />
            <input type="hidden" name="conditions.permission" value={id} />
            <p>{words.asks(otherName, decision?.conditions ?? '')}</p>
            <Actions>
              <button type="submit" class="button">
                {words.put}
              </button>
            </Actions>
          </form>
        ))}
      {mayPut && step && (
        <Fold title={t.conditions.title}>
          <form method="post" action={post('conditions')} class="flow no-print">
            <input type="hidden" name="form_token" value={token} />
            <input type="hidden" name="conditions.of" value={step.id} />
            <LongTextField name="conditions.own" label={t.conditions.own} rows={2} />
            <SelectField
              name="conditions.kind"
              label={t.conditions.ownKind}
              choices={Object.entries(t.promise).map(([value, label]) => ({ value, label }))}
            />
            <TextField name="conditions.until" label={t.setUntil} type="date" />
            <Actions>
              <button type="submit" class="button">
                {t.conditions.button}
              </button>
            </Actions>
          </form>
        </Fold>
      )}
      {promised.length > 0 && (
        <Fold title={t.breach.title}>
          <form method="post" action={post('breach')} class="flow no-print">
            <input type="hidden" name="form_token" value={token} />
            <input type="hidden" name="breach.of" value={promised[0]?.dealing} />
            <p class="measure">{t.breach.about}</p>
            <ChoiceField
              name="breach.conditions"
              label={t.breach.which}
              several
              choices={promised
                .filter(({ dealing }) => dealing === promised[0]?.dealing)
                .map(({ condition: { id, says } }) => ({ value: id, label: reader.law(says) }))}
            />
            <LongTextField name="breach.reason" label={t.reason} rows={2} />
            <Actions>
              <button type="submit" class="button button-grave">
                {t.breach.button}
              </button>
            </Actions>
          </form>
        </Fold>
      )}
    </section>
  )
}
