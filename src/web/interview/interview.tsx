import type { Analysis, LawBase } from '../../law/index.ts'
import type { Reader } from '../reader.ts'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Actions } from '../ui/fields.tsx'
import { Fold } from '../ui/fold.tsx'
import { Notice } from '../ui/notice.tsx'
import { FactField } from './fact-field.tsx'
import { withoutPlace } from './fields.ts'
import type { InterviewPlace } from './place.ts'
import type { Answers } from './query.ts'
import { type Asked, askedOf, wordingOf } from './questions.ts'
import { itemInWords } from './words.ts'

const AT_ONCE = 3

export interface InterviewProps {
  answers: Answers
  analysis: Analysis
  law: LawBase
  reader: Reader
  place: InterviewPlace
  /** What was written into fields that could not be read, to be shown again. */
  typed?: URLSearchParams
}

/** The questions that still decide something, the weightiest first, each with why it is asked and what hangs on it. */
export function Interview({ answers, analysis, law, reader, place, typed }: InterviewProps) {
  const { routes: t, errors } = reader.t
  const { facts, skipped } = answers
  const all = askedOf(analysis, facts)
  const wrong = new Map(answers.errors.map(({ field, message }) => [field, message]))
  const open = all
    .filter(({ name }) => !skipped.includes(name))
    .sort((a, b) => Number(wrong.has(b.name)) - Number(wrong.has(a.name)))
  const now = open.slice(0, AT_ONCE)
  if (now.length === 0) {
    return (
      <Notice kind="done">
        <p>
          <strong>{t.nothingLeft}</strong>
        </p>
        {skipped.length === 0 && <p>{t.nothingLeftNote}</p>}
      </Notice>
    )
  }
  return (
    <>
      <ErrorSummary title={errors.title} errors={answers.errors} />
      <form action={place.form.action} method={place.form.method} class="flow flow-wide">
        <Kept place={place} except={now.map(({ name }) => name)} />
        {now.map(({ name }) => place.form.method === 'post' && <input type="hidden" name="asked" value={name} />)}
        {now.map((asked) => (
          <Question
            asked={asked}
            answers={answers}
            analysis={analysis}
            law={law}
            reader={reader}
            error={wrong.get(asked.name)}
            typed={typed}
          />
        ))}
        <Actions>
          <button type="submit" class="button">
            {t.answer}
          </button>
        </Actions>
      </form>
    </>
  )
}

function Question({
  asked,
  answers,
  analysis,
  law,
  reader,
  error,
  typed,
}: Omit<InterviewProps, 'place'> & { asked: Asked; error?: string }) {
  const { routes: t } = reader.t
  const wording = wordingOf(law, withoutPlace(asked.name), reader)
  const why = wording?.why ?? (asked.question.why && reader.law(asked.question.why))
  return (
    <div class="card flow">
      {asked.item && <p class="eyebrow">{itemInWords(answers.facts, asked.item, reader)}</p>}
      <FactField
        name={asked.name}
        facts={answers.facts}
        reader={reader}
        wording={wording}
        hint={why}
        error={error}
        typed={typed}
        large
        skippable
      />
      <Fold title={`${t.decides} (${reader.number(asked.question.decides.length)})`}>
        <ul class="small">
          {decided(asked.question.decides, analysis, law, reader).map((title) => (
            <li>{title}</li>
          ))}
        </ul>
      </Fold>
    </div>
  )
}

/** The rules that hang on a question, by title, each once. */
function decided(rules: readonly string[], { routes, gates, reach }: Analysis, law: LawBase, reader: Reader): string[] {
  const titles = new Map([...routes, ...gates, ...reach].map(({ rule, title }) => [rule, title]))
  return [...new Set(rules.map((rule) => reader.law(titles.get(rule) ?? law.rules.get(rule)?.title ?? rule)))]
}

/** What a form of the interview carries along, its token included. */
export function Kept({ place, except }: { place: InterviewPlace; except: readonly string[] }) {
  const { token } = place.form
  const kept = [...place.carries].filter(
    ([name, value]) => !except.includes(name) && !(name === 'skip' && except.includes(value)),
  )
  return (
    <>
      {token && <input type="hidden" name="form_token" value={token} />}
      {kept.map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
    </>
  )
}
