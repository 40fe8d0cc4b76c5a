import { Citation, type Source } from './citation.tsx'
import { Fold } from './fold.tsx'
import { Icon } from './icons.tsx'

/** When something is due, in words first; then the moment, the rule and how it was counted. */
export function Deadline({
  left,
  due,
  dueText,
  late,
  lateWord,
  source,
  working,
  workingTitle,
}: {
  /** `3 days left`, `Late by 2 hours`. */
  left: string
  /** Instant, ISO 8601. */
  due: string
  dueText: string
  late: boolean
  /** Stands beside what is late, with a sign: colour alone says nothing. */
  lateWord?: string
  source: Source
  /** Each line of the derivation; empty where there is nothing to tell. */
  working: readonly string[]
  workingTitle: string
}) {
  return (
    <div class="deadline" data-late={String(late)}>
      <strong>
        {late && lateWord && (
          <span class="late-mark">
            <Icon sign="clock" />
            {lateWord}
          </span>
        )}
        {left}
      </strong>
      <span>
        <time datetime={due}>{dueText}</time>
      </span>
      <Citation source={source} />
      {working.length > 0 && (
        <Fold title={workingTitle}>
          <ol class="small">
            {working.map((line) => (
              <li>{line}</li>
            ))}
          </ol>
        </Fold>
      )}
    </div>
  )
}
