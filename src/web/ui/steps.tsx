import type { Child } from 'hono/jsx'
import { Citation, type Source } from './citation.tsx'

export interface StepLine {
  readonly id: string
  readonly title: string
  /** Seat and state, and the organ where the law names it: `Court, Germany: investigating judge`. */
  readonly who: string
  readonly source: Source
  readonly state?: 'pending' | 'current' | 'done' | 'refused' | 'skipped'
  /** The state in words. */
  readonly stateWord?: string
  readonly notes: readonly Child[]
  readonly certain: boolean
}

/** A chain of steps, each with its seat; numbers and words carry the order, not the line between them. */
export function Steps({ steps }: { steps: readonly StepLine[] }) {
  return (
    <ol class="steps plain">
      {steps.map((step) => (
        <li
          data-state={step.state}
          data-certain={String(step.certain)}
          aria-current={step.state === 'current' ? 'step' : undefined}
        >
          <div>
            <p class="step-title">{step.title}</p>
            <p class="small soft">
              {step.who}
              {step.stateWord && ` · ${step.stateWord}`}
            </p>
            <p class="small">
              <Citation source={step.source} />
            </p>
            {step.notes.map((note) => (
              <p class="small">{note}</p>
            ))}
          </div>
        </li>
      ))}
    </ol>
  )
}
