import type { LawBase } from '../../law/index.ts'
import {
  type Audit, type AuditEntry, answersIn, entriesIn, type Proposal, type Question, severities,
} from '../../oversight/index.ts' // biome-ignore format: words
import type { Instruction } from '../../requests/index.ts'
import { sourceOf } from '../law/sources.ts'
import type { Reader } from '../reader.ts'
import { Line, Prose, type Sheet, SheetForm, typed } from '../requests/running/sheet.tsx'
import { Citation } from '../ui/citation.tsx'
import { ChoiceField, SelectField } from '../ui/fields.tsx'
import { Status, type Tone } from '../ui/status.tsx'
import { urls } from '../urls.ts'
import { ProposalLine } from './proposals.tsx'

const tones: Record<'yes' | 'no' | 'open', Tone> = { yes: 'open', no: 'closed', open: 'unknown' }
const grave: Record<(typeof severities)[number], Tone> = { remark: 'unknown', minor: 'unknown', serious: 'approval', grave: 'closed' } // biome-ignore format: a row

interface Shown {
  readonly audit: Audit
  readonly entries: readonly AuditEntry[]
  readonly law: LawBase
  readonly sheet: Sheet
  /** Whether whoever reads may write here. */
  readonly may: boolean
}

/** Each question with its source and its answer, and the form of a new one. */
export function Questions({ audit, entries, law, sheet, may }: Shown) {
  const { reader } = sheet
  const { audits: t } = reader.t
  const answers = answersIn(entries)
  return (
    <section class="flow" aria-labelledby="questions">
      <h2 id="questions">{t.questions}</h2>
      <p class="soft">{t.answered(reader.number(answers.size), reader.number(audit.questions.length))}</p>
      <ol class="plain flow">
        {audit.questions.map((question, i) => {
          const answer = answers.get(question.id)
          return (
            <li class="card flow flow-tight">
              <p>
                <strong>{reader.law(question.says)}</strong> <SourceOf question={question} law={law} reader={reader} />
              </p>
              {answer ? (
                <>
                  <p>
                    <Status tone={tones[answer.body.holds]} word={t.holds[answer.body.holds]} />{' '}
                    <span class="small soft">{t.by(answer.name, reader.instant(answer.at))}</span>
                  </p>
                  <p class="prose measure">{answer.body.ground}</p>
                </>
              ) : (
                <p class="small soft">{t.unanswered}</p>
              )}
              {may && !audit.closed && <AnswerForm act={`answer-${i}`} isAgain={answer !== undefined} sheet={sheet} />}
            </li>
          )
        })}
      </ol>
    </section>
  )
}

/** Where a question comes from: the law, or a standing instruction of one's own. */
function SourceOf({ question, law, reader }: { question: Question; law: LawBase; reader: Reader }) {
  const source =
    question.source === 'law'
      ? sourceOf(law, question.id, question.cite, reader)
      : { text: reader.t.audits.instruction, href: urls.instruction(question.id) }
  return <Citation source={source} />
}

function AnswerForm({ act, isAgain, sheet }: { act: string; isAgain: boolean; sheet: Sheet }) {
  const { audits: t } = sheet.reader.t
  const { values, ...field } = typed(sheet, act, 'holds')
  return (
    <SheetForm
      folded
      sheet={sheet}
      act={act}
      title={isAgain ? t.answer.again : t.answer.title}
      button={t.answer.button}
    >
      <ChoiceField
        {...field}
        label={t.answer.holds}
        value={values}
        choices={(['yes', 'no', 'open'] as const).map((value) => ({ value, label: t.holds[value] }))}
      />
      <Prose sheet={sheet} act={act} name="ground" label={t.answer.ground} />
    </SheetForm>
  )
}

export function Findings({ audit, entries, sheet, may }: Shown) {
  const { reader } = sheet
  const { audits: t, oversight } = reader.t
  const findings = entriesIn(entries, 'finding')
  const saysOf = (id: string | null) => audit.questions.find((one) => one.id === id)?.says
  return (
    <section class="flow" aria-labelledby="findings">
      <h2 id="findings">{t.findings}</h2>
      {findings.length === 0 && <p class="soft">{t.noFindings}</p>}
      <ul class="plain flow">
        {findings.map(({ body, name, at }) => (
          <li class="card flow flow-tight">
            <div class="between">
              <Status tone={grave[body.severity]} word={oversight.severities[body.severity]} />
              <span class="small soft">{t.by(name, reader.instant(at))}</span>
            </div>
            <p class="prose measure">{body.says}</p>
            {body.question && <p class="small soft">{reader.law(saysOf(body.question) ?? '')}</p>}
          </li>
        ))}
      </ul>
      {may && !audit.closed && (
        <SheetForm sheet={sheet} act="finding" title={t.finding.title} button={t.finding.button}>
          <Select sheet={sheet} act="finding" name="severity" label={t.finding.severity} choices={severities.map((value) => ({ value, label: oversight.severities[value] }))} />
          <Prose sheet={sheet} act="finding" name="says" label={t.finding.says} />
          <Select sheet={sheet} act="finding" name="question" label={t.finding.question} empty={t.finding.any} choices={audit.questions.map(({ id, says }) => ({ value: id, label: reader.law(says) }))} />
        </SheetForm>
      )}
    </section>
  )
} // biome-ignore format: rows

interface Own {
  readonly sheet: Sheet
  readonly act: string
  readonly name: string
  readonly label: string
  readonly hint?: string
  readonly empty?: string
  readonly initial?: string
  readonly choices: readonly { readonly value: string; readonly label: string }[]
}

export function Select({ sheet, act, name, label, hint, empty, choices, initial }: Own) {
  const { values, ...field } = typed(sheet, act, name, initial === undefined ? [] : [initial])
  return (
    <SelectField
      {...field}
      value={values[0] ?? ''}
      {...{ label, choices }}
      {...(hint && { hint })}
      {...(empty !== undefined && { empty })}
    />
  )
}

/** Each lesson with what was proposed from it, and the forms by which it becomes a proposal. */
export function Lessons({
  audit,
  entries,
  proposals,
  instructions,
  routes,
  states,
  today,
  sheet,
  may,
}: Shown & {
  readonly proposals: readonly Proposal[]
  readonly instructions: readonly Instruction[]
  /** The routes one's organisation has used, by their titles. */
  readonly routes: readonly { readonly value: string; readonly label: string }[]
  readonly states: readonly { readonly value: string; readonly label: string }[]
  readonly today: string
}) {
  const { reader } = sheet
  const { audits: t } = reader.t
  const lessons = entriesIn(entries, 'lesson')
  const findings = entriesIn(entries, 'finding')
  const ending = instructions.filter(({ until }) => until === undefined).map(({ id, says }) => ({ value: id, label: says }))
  const places = (['check', 'purpose', 'minimisation', 'privileges', 'audit'] as const).map((value) => ({ value, label: t.places[value] }))
  return (
    <section class="flow" aria-labelledby="lessons">
      <h2 id="lessons">{t.lessons}</h2>
      {lessons.length === 0 && <p class="soft">{t.noLessons}</p>}
      <ul class="plain flow">
        {lessons.map(({ id, body, name, at }) => (
          <li class="card flow" id={id}>
            <div class="flow flow-tight">
              <p class="prose measure"><strong>{body.says}</strong></p>
              <p class="small soft">{t.by(name, reader.instant(at))}</p>
              <ul class="plain lines">
                {proposals.filter(({ lesson }) => lesson === id).map((one) => <ProposalLine proposal={one} reader={reader} />)}
              </ul>
            </div>
            {may && (
              <SheetForm folded sheet={sheet} act={`propose-${id}`} title={t.propose.title} about={t.propose.about} button={t.propose.button}>
                <Select sheet={sheet} act={`propose-${id}`} name="place" label={t.propose.place} choices={places} />
                <Prose sheet={sheet} act={`propose-${id}`} name="says" label={t.propose.says} />
                <Select sheet={sheet} act={`propose-${id}`} name="rule" label={t.propose.rule} empty={t.propose.all} choices={routes} />
                <Line sheet={sheet} act={`propose-${id}`} name="from" label={t.propose.from} type="date" initial={today} />
              </SheetForm>
            )}
            {may && (
              <SheetForm folded sheet={sheet} act={`bar-${id}`} title={t.bar.title} about={t.bar.about} button={t.bar.button}>
                <Prose sheet={sheet} act={`bar-${id}`} name="says" label={t.bar.says} />
                <Select sheet={sheet} act={`bar-${id}`} name="state" label={t.bar.state} choices={states} />
                <Prose sheet={sheet} act={`bar-${id}`} name="condition" label={t.bar.condition} hint={t.bar.conditionHint} />
                <Line sheet={sheet} act={`bar-${id}`} name="from" label={t.propose.from} type="date" initial={today} />
              </SheetForm>
            )}
            {may && ending.length > 0 && (
              <SheetForm folded sheet={sheet} act={`end-${id}`} title={t.end.title} button={t.end.button}>
                <Select sheet={sheet} act={`end-${id}`} name="instruction" label={t.end.instruction} choices={ending} />
                <Line sheet={sheet} act={`end-${id}`} name="from" label={t.end.from} type="date" initial={today} />
              </SheetForm>
            )}
          </li>
        ))}
      </ul>
      {may && !audit.closed && (
        <SheetForm sheet={sheet} act="lesson" title={t.lesson.title} button={t.lesson.button}>
          <Prose sheet={sheet} act="lesson" name="says" label={t.lesson.says} hint={t.lesson.hint} />
          <Select sheet={sheet} act="lesson" name="finding" label={t.lesson.finding} empty={t.lesson.any} choices={findings.map((one) => ({ value: one.id, label: one.body.says.slice(0, 120) }))} />
        </SheetForm>
      )}
    </section>
  )
} // biome-ignore format: rows
