import type { LawBase } from '../../law/index.ts'
import type { RetentionLine, Schedule } from '../../requests/index.ts'
import { sourceOf } from '../law/sources.ts'
import { limitInWords } from '../law/values.tsx'
import type { Reader } from '../reader.ts'
import { Citation } from '../ui/citation.tsx'
import { Notice } from '../ui/notice.tsx'

interface Shown {
  readonly law: LawBase
  readonly reader: Reader
}

/** By when a piece is looked at again, or that it has to go, and what that rests on. */
export function Outcome({ schedule, today, law, reader }: Shown & { schedule: Schedule; today: string }) {
  const { retention: t } = reader.t
  const { owed, reviewOn, decidedBy } = schedule
  if (owed)
    return (
      <Notice kind="grave">
        <p>
          <strong>{t.owed}</strong>: {reader.law(owed.title)}{' '}
          <Citation source={sourceOf(law, owed.rule, owed.cite, reader)} />
        </p>
        <p>{t.owedNote}</p>
      </Notice>
    )
  if (reviewOn === undefined) return <Notice><p>{t.noDay}</p></Notice> // biome-ignore format: one line
  const isLate = reviewOn < today
  const day = reader.date(reviewOn)
  return (
    <Notice kind={isLate ? 'care' : 'plain'}>
      <p>
        <strong>{isLate ? t.reviewLate(day) : t.reviewOn(day)}</strong>
      </p>
      <p>
        {decidedBy ? (
          <>
            {t.decidedBy}
            {reader.colon}
            {reader.law(decidedBy.title)} <Citation source={sourceOf(law, decidedBy.rule, decidedBy.cite, reader)} />
          </>
        ) : (
          t.putOff
        )}
      </p>
    </Notice>
  )
}

/** Every rule that applies or may, with its working: from what it runs, how long, and until when. */
export function RuleLines({ lines, law, reader }: Shown & { lines: readonly RetentionLine[] }) {
  return (
    <ul class="flow plain">
      {lines.map((line) => (
        <li class="card flow flow-tight">
          <RuleLine line={line} law={law} reader={reader} />
        </li>
      ))}
    </ul>
  )
}

function RuleLine({ line, law, reader }: Shown & { line: RetentionLine }) {
  const { retention: t, law: of } = reader.t
  const { tells, restrict, from, due } = line
  const run = from === undefined ? t.hasNot : reader.instant(from)
  return (
    <>
      <h3>{reader.law(line.title)}</h3>
      <p>
        <Citation source={sourceOf(law, line.rule, line.cite, reader)} />
      </p>
      {!line.certain && <p class="soft">{t.mayApply}</p>}
      <dl class="pairs">
        <dt>{t.duty}</dt>
        <dd>{t.duties[line.duty]}</dd>
        <dt>{t.runsFrom}</dt>
        <dd>
          {t.starts[line.starts]} ({run})
        </dd>
        <dt>{of.length}</dt>
        <dd>{limitInWords(line, reader)}</dd>
        <dt>{t.due}</dt>
        <dd>{due === undefined ? (from === undefined ? t.hasNot : t.noNumber) : reader.date(due)}</dd>
        <dt>{t.whose}</dt>
        <dd>{line.own ? t.ownRule : t.statute}</dd>
        {tells && (
          <>
            <dt>{t.tells}</dt>
            <dd>{`${reader.law(tells.says)} (${tells.cite})`}</dd>
          </>
        )}
        {restrict && (
          <>
            <dt>{t.restricts}</dt>
            <dd>{`${reader.law(restrict.says)} (${restrict.cite})`}</dd>
          </>
        )}
        {line.confidence !== 'text' && (
          <>
            <dt>{of.confidence}</dt>
            <dd>{of.confidences[line.confidence]}</dd>
          </>
        )}
      </dl>
    </>
  )
}
