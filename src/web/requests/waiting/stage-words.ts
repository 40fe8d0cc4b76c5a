import type { Benchmark, Stage } from '../../../requests/index.ts'
import type { Reader } from '../../reader.ts'
import { lengthInWords } from './length.ts'
import { rangeInWords } from './range.tsx'

/** A stage in a sentence: how long it took or lasts, what is usual, when its end is expected. */
export function stageInWords(stage: Stage, now: Temporal.Instant, reader: Reader): string {
  const { waiting: t } = reader.t
  const { step, benchmark, expected } = stage
  const isOver = step.is === 'skipped' || step.is === 'refused'
  const parts = [
    lasted(stage, now, reader),
    isOver ? undefined : benchmark ? usualInWords(benchmark, reader) : t.noRecord,
    expected && `${t.column}${reader.colon}${rangeInWords(expected, reader)}`,
  ]
  return parts.filter(Boolean).join(' · ')
}

function lasted({ step, began, ended }: Stage, now: Temporal.Instant, reader: Reader): string {
  const { waiting: t } = reader.t
  if (step.is === 'pending') return t.pending
  if (step.is === 'skipped') return t.skipped
  if (step.is === 'refused') return t.refused
  if (!began) return t.unknownLength
  const length = Temporal.Instant.from(ended ?? now.toString())
    .since(began)
    .total('milliseconds')
  return (ended ? t.took : t.lasts)(lengthInWords(length, reader))
}

function usualInWords({ n, lower, median, upper, among, small }: Benchmark, reader: Reader): string {
  const { waiting: t } = reader.t
  const many = reader.number(n)
  const words = [lower, upper, median].map((length) => lengthInWords(length, reader)) as [string, string, string]
  const usual = words[0] === words[1] ? t.about(words[2]) : t.usual(...words)
  return `${usual} (${small ? t.smallRecord(many) : t.among[among](many)})`
}
