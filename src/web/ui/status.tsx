import { Icon, type Sign } from './icons.tsx'

export type Tone = 'open' | 'approval' | 'conflict' | 'unknown' | 'closed'

/** A status: a sign, a word, and only then a colour. */
export function Status({ tone, word, means }: { tone: Tone; word: string; means?: string }) {
  return (
    <span class={`status tone-${tone}`} title={means}>
      <Icon sign={tone satisfies Sign} />
      {word}
    </span>
  )
}
