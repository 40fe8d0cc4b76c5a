import { type LawBase, overlay } from './compile.ts'
import { LawError } from './errors.ts'

/** What may be added: what stands in the way, and what it is cited by. */
const kinds: readonly string[] = ['gate', 'instrument']

/**
 * The law with rules of the operator's own, in the form of law files: what stands in the way of data besides what the law of
 * states puts there. A release is held to the law without them as well, so that they are only ever stricter. Throws `own_rule_loosens`
 * for a file that takes the place of one of the law's, or that holds anything but a gate or the instrument it is cited by; what
 * `overlay` throws.
 */
export function withOwnRules(law: LawBase, files: ReadonlyMap<string, string>): LawBase {
  if (files.size === 0) return law
  const taken = [...files.keys()].find((path) => law.files.has(path))
  if (taken !== undefined)
    throw new LawError('invalid', 'own_rule_loosens', `${taken} would take the place of a file of the law`, { path: taken })
  const own = overlay(law, files)
  const strange = [...own.rules.values()].find((rule) => !law.rules.has(rule.rule) && !kinds.includes(rule.kind))
  if (strange)
    throw new LawError('invalid', 'own_rule_loosens', `${strange.rule} is a ${strange.kind}: rules of one’s own are gates`, { path: strange.rule })
  return Object.defineProperty(own, 'beneath', { value: law })
} // biome-ignore format: its refusals in lines

const adopted = new WeakMap<LawBase, { readonly key: string; readonly law: LawBase }>()

/**
 * Lays rules that were adopted while the instance runs upon the law it was started with, in place of those adopted before; from
 * now on a release is held to both. Throws what `withOwnRules` throws; then all is as it was.
 */
export function adoptRules(law: LawBase, files: ReadonlyMap<string, string>): void {
  const key = JSON.stringify([...files])
  if (adopted.get(law)?.key === key) return
  if (files.size === 0) adopted.delete(law)
  else adopted.set(law, { key, law: withOwnRules(law, files) })
}

/** The law with the rules adopted since it was started with; undefined where there are none. */
export const withAdopted = (law: LawBase): LawBase | undefined => adopted.get(law)?.law
