import { askedBy, heldIn, type Model, modelsFor } from '../../laboratory/index.ts'
import { type Analysis, analyse, type Facts, type LawBase } from '../../law/index.ts'

/** What one model says to the facts of a case. */
export interface Said {
  readonly model: Model
  readonly facts: Facts
  readonly analysis: Analysis
}

/** The same facts put to the three models. */
export function saidOf(law: LawBase, facts: Facts, on: string): Said[] {
  return modelsFor(law, facts, on).map((model) => {
    const own = askedBy({ ...facts, on }, model.asks)
    return { model, facts: own, analysis: analyse(law, own, { today: on }) }
  })
}

/** Each asks for what is held in the land of each: a row for each that asks. */
export function mirrored(law: LawBase, facts: Facts, on: string): { model: Model; cells: Said[] }[] {
  const models = modelsFor(law, facts, on)
  return models.map((model) => ({
    model,
    cells: models.map((other) => {
      const own = heldIn(law, askedBy({ ...facts, on }, model.asks), other.asks, on)
      return { model: other, facts: own, analysis: analyse(law, own, { today: on }) }
    }),
  }))
}
