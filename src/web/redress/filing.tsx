import type { LawBase } from '../../law/index.ts'
import {
  type ComplaintFigures,
  complaintDefinitions,
  complaintOutcomes,
  MOST,
  type OpenRemedy,
  type Proof,
} from '../../oversight/index.ts'
import { limitInWords } from '../law/values.tsx'
import type { Reader } from '../reader.ts'
import type { Complaint as Wrong } from '../refusal.ts'
import { Actions, ChoiceField, LongTextField, SelectField, TextField } from '../ui/fields.tsx'
import { Notice } from '../ui/notice.tsx'
import { urls, withQuery } from '../urls.ts'

type Against = 'access' | 'conduct'
interface Place {
  readonly id: string
  readonly name: string
  readonly state: string
}

/** Whom it is about, and what is wanted: asked first, because the law of that state says what comes next. */
export function WhomForm({
  places,
  about,
  against,
  reader,
}: {
  places: readonly Place[]
  about: string
  against: Against
  reader: Reader
}) {
  const { redress: t } = reader.t
  return (
    <form method="get" action={urls.redress} class="card flow measure no-print">
      <h2>{t.first}</h2>
      <SelectField
        name="about"
        label={t.about}
        hint={t.aboutHint}
        empty={t.choose}
        value={about}
        choices={places.map(({ id, name, state }) => ({ value: id, label: `${name}, ${reader.country(state)}` }))}
      />
      <ChoiceField
        name="against"
        label={t.wish}
        value={[against]}
        choices={(['conduct', 'access'] as const).map((value) => ({ value, label: t.wishes[value] }))}
      />
      <Actions>
        <button type="submit" class="button">
          {t.go}
        </button>
      </Actions>
    </form>
  )
}

/** What the law lets somebody do, by whom it is decided and until when, and where one goes after a no. */
export function Ways({ remedies, law, reader }: { remedies: readonly OpenRemedy[]; law: LawBase; reader: Reader }) {
  const { redress: t } = reader.t
  if (remedies.length === 0)
    return (
      <Notice kind="care">
        <p>{t.noWay}</p>
      </Notice>
    )
  return (
    <section class="flow" aria-labelledby="ways">
      <h2 id="ways">{t.ways}</h2>
      {remedies.map((remedy) => (
        <Way remedy={remedy} law={law} reader={reader} />
      ))}
    </section>
  )
}

function Way({ remedy, law, reader }: { remedy: OpenRemedy; law: LawBase; reader: Reader }) {
  const { redress: t } = reader.t
  const { rule, cite, decides, deciders, next } = remedy
  const clocks = rule.clocks.map((id) => law.rule('clock', id))
  return (
    <article class="card flow flow-tight">
      <h3>{reader.law(rule.title)}</h3>
      <p>{reader.law(rule.says)}</p>
      <p class="small">
        <span class="cite">
          <a href={urls.rule(rule.rule)}>{cite}</a>
        </span>
        {rule.confidence !== 'text' && (
          <>
            {' '}
            <span class="tag">{t.unsure}</span>
          </>
        )}
      </p>
      <p>
        {t.decides(reader.law(decides.authority))}
        {clocks.length > 0 &&
          ` · ${t.byWhen}${reader.colon}${clocks.map((clock) => limitInWords(clock, reader)).join(', ')}`}
      </p>
      {deciders.length === 0 && <p class="soft">{t.notHere}</p>}
      <details>
        <summary>{t.after}</summary>
        <Next next={next} reader={reader} />
      </details>
    </article>
  )
}

/** Where one can go after a no, with the article of each. */
export function Next({ next, reader }: { next: OpenRemedy['next']; reader: Reader }) {
  return (
    <ul>
      {next.map(({ says, cite }) => (
        <li>
          {reader.law(says)} <span class="cite">({cite})</span>
        </li>
      ))}
    </ul>
  )
}

/** The form itself: before whom, who, what. */
export function TellForm(props: {
  about: string
  against: Against
  remedies: readonly OpenRemedy[]
  proof: Proof
  given: URLSearchParams
  wrong: readonly Wrong[]
  token: string
  reader: Reader
}) {
  const { about, against, proof, given, wrong, token, reader } = props
  // A form with a file says its token in its address: its body is read as a whole only afterwards.
  const { redress: t, forms } = reader.t
  const ways = props.remedies.flatMap(({ rule, deciders }) =>
    deciders.map(({ id, name }) => ({ value: `${rule.rule} ${id}`, label: t.way(reader.law(rule.title), name) })),
  )
  if (ways.length === 0) return null
  const field = (name: keyof typeof t.fields) => {
    const error = wrong.find((one) => one.field === name)?.message
    const hint = (t.hints as Readonly<Record<string, string>>)[name]
    return {
      name,
      label: t.fields[name],
      value: given.get(name) ?? '',
      errorWord: forms.error,
      ...(hint && { hint }),
      ...(error && { error }),
    }
  }
  const wayError = wrong.find((one) => one.field === 'way')?.message
  return (
    <form
      method="post"
      action={proof === 'document' ? withQuery(urls.redress, { form_token: token }) : urls.redress}
      enctype={proof === 'document' ? 'multipart/form-data' : undefined}
      class="card flow measure no-print"
      novalidate
    >
      <h2>{t.second}</h2>
      <input type="hidden" name="form_token" value={token} />
      <input type="hidden" name="about" value={about} />
      <input type="hidden" name="against" value={against} />
      <ChoiceField
        name="way"
        label={t.before}
        hint={t.beforeHint}
        errorWord={forms.error}
        {...(wayError && { error: wayError })}
        value={[given.get('way') ?? ways[0]?.value ?? '']}
        choices={ways}
      />
      <LongTextField {...field('text')} rows={8} />
      <TextField {...field('account')} />
      <TextField {...field('fileNumber')} narrow />
      <TextField {...field('name')} autocomplete="name" />
      <TextField {...field('address')} autocomplete="street-address" />
      <p>{t.proofs[proof]}</p>
      {proof === 'document' && <Document {...field('document')} />}
      <Actions>
        <button type="submit" class="button">
          {t.send}
        </button>
      </Actions>
    </form>
  )
}

function Document({
  name,
  label,
  hint,
  error,
  errorWord,
}: {
  name: string
  label: string
  hint?: string
  error?: string
  errorWord: string
}) {
  return (
    <div class={error ? 'field field-error' : 'field'}>
      <label for={name}>{label}</label>
      {hint && (
        <p class="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p class="error-text" id={`${name}-error`}>
          <span class="hidden-text">{errorWord} </span>
          {error}
        </p>
      )}
      <input
        type="file"
        id={name}
        name={name}
        accept="image/*,application/pdf"
        aria-describedby={[hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(' ') || undefined}
      />
    </div>
  )
}

/** What came of complaints, as it may be told. */
export function Figures({ figures, reader }: { figures: readonly ComplaintFigures[]; reader: Reader }) {
  const { redress: t } = reader.t
  return (
    <section class="flow" aria-labelledby="figures">
      <h2 id="figures">{t.figures}</h2>
      <p class="soft">{t.figuresNote}</p>
      {figures.length === 0 ? (
        <p>{t.figuresNone}</p>
      ) : (
        <table class="table">
          <thead>
            <tr>
              <th scope="col">{t.half}</th>
              <th scope="col">{t.decider}</th>
              <th scope="col" class="numeric">
                <span title={complaintDefinitions.decided}>{t.number}</span>
              </th>
              {complaintOutcomes.map((one) => (
                <th scope="col" class="numeric">
                  {t.outcomes[one]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {figures.map(({ period, decider, decided, byOutcome, days }) => (
              <tr>
                <th scope="row">{period}</th>
                <td data-label={t.decider}>{decider}</td>
                <td data-label={t.number} class="numeric">
                  {decided === null ? t.few : reader.number(decided)}
                  {days !== null && <p class="small soft">{t.days(reader.number(days))}</p>}
                </td>
                {complaintOutcomes.map((one) => {
                  const number = byOutcome?.[one]
                  return (
                    <td data-label={t.outcomes[one]} class="numeric">
                      {number === null || number === undefined ? t.few : reader.number(number)}
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

/** The fields of the form that are text. */
export const fieldsOf = (given: URLSearchParams) =>
  Object.fromEntries(Object.keys(MOST).map((name) => [name, given.get(name) ?? ''])) as Record<
    keyof typeof MOST,
    string
  >
