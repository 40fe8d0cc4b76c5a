import { Citation, type Source } from './citation.tsx'
import { Icon } from './icons.tsx'

export interface ExplanationLine {
  /** `null` is unknown. */
  readonly holds: boolean | null
  readonly says: string
  readonly source: Source
  /** How sure the base is of it, in words. */
  readonly marks: readonly string[]
  readonly rests: readonly { readonly label: string; readonly value: string }[]
}

export interface ExplanationWords {
  readonly holds: string
  readonly fails: string
  readonly open: string
  readonly restsOn: string
  readonly colon: string
}

/** Why: line by line, each with its article and the facts it rests on. */
export function Explanation({ lines, words }: { lines: readonly ExplanationLine[]; words: ExplanationWords }) {
  return (
    <ul class="because plain">
      {lines.map((line) => (
        <li>
          <span class={line.holds === null ? 'open-question' : line.holds ? 'holds' : 'fails'}>
            <Icon sign={line.holds === null ? 'unknown' : line.holds ? 'open' : 'closed'} />
          </span>
          <div>
            <span class="hidden-text">
              {line.holds === null ? words.open : line.holds ? words.holds : words.fails}{' '}
            </span>
            <span>{line.says}</span> <Citation source={line.source} marks={line.marks} />
            {line.rests.length > 0 && (
              <p class="rests">
                {words.restsOn}
                {words.colon}
                {line.rests.map(({ label, value }) => `${label} (${value})`).join('; ')}
              </p>
            )}
          </div>
        </li>
      ))}
    </ul>
  )
}
