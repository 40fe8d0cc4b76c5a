import type { LawBase } from '../compile.ts'
import { near } from '../data/near.ts'
import type { Kind, Rule } from '../data/rule.ts'
import type { Check } from './check.ts'
import { conditionsOf, leavesOf, partsOf } from './conditions.ts'

/** Every rule another one names, and the kind it must be. */
export function namedBy(rule: Rule): { at: string; id: string; kinds: readonly Kind[] }[] {
  const named: { at: string; id: string | undefined; kinds: readonly Kind[] }[] = []
  const add = (at: string, ids: string | readonly string[] | undefined, ...kinds: Kind[]) => {
    for (const id of [ids ?? []].flat()) named.push({ at, id, kinds })
  }
  const steps = (list: readonly { clocks?: string[]; form?: string | undefined }[]) => {
    for (const [i, step] of list.entries()) {
      add(`steps[${i}].clocks`, step.clocks, 'clock')
      add(`steps[${i}].form`, step.form, 'form')
    }
  }
  switch (rule.kind) {
    case 'instrument':
      add('network', rule.network, 'network')
      add('path.clocks', rule.path?.clocks, 'clock')
      add('path.valid', rule.path?.valid, 'clock')
      add('path.renewal', rule.path?.renewal, 'clock')
      break
    case 'route':
      add('via', rule.via, 'instrument', 'network')
      add('clocks', rule.clocks, 'clock')
      add('grounds', rule.grounds, 'ground')
      add('penalties', rule.penalties, 'penalty')
      add('reach', rule.reach, 'reach')
      add('opens', rule.opens, 'gate')
      add('checks', rule.checks, 'check')
      add('form', rule.form, 'form')
      add('user_notice.form', rule.user_notice?.form, 'form')
      add('user_notice.silence', rule.user_notice?.silence, 'clock')
      steps(rule.steps.flatMap((step) => ('chain' in step ? [] : [step])))
      break
    case 'reach':
      add('penalties', rule.penalties, 'penalty')
      break
    case 'gate':
      add('exposure', rule.exposure, 'penalty')
      add('approval.clocks', rule.approval?.clocks, 'clock')
      add('approval.form', rule.approval?.form, 'form')
      break
    case 'clock':
      add('counting', rule.counting, 'counting')
      add('outer', rule.outer, 'counting')
      add('suspends', rule.suspends, 'clock')
      add('figures.routes', rule.figures?.routes, 'route')
      break
    case 'check':
      add('ground', rule.ground, 'ground')
      break
    case 'class':
      add('release.rules', rule.release?.rules, 'gate', 'check')
      break
    case 'ground':
      add('clocks', rule.clocks, 'clock')
      add('pauses', rule.pauses, 'clock')
      add('form', rule.form, 'form')
      break
    case 'chain':
      steps(rule.steps)
      add('enforcement.not_pleaded', rule.enforcement?.not_pleaded, 'ground')
      break
    case 'penalty':
      add(
        'abroad',
        rule.abroad.map(({ among }) => among),
        'instrument',
      )
      break
    case 'remedy':
      add('routes', rule.routes, 'route')
      add('clocks', rule.clocks, 'clock')
      break
    case 'assurance':
    case 'use':
    case 'retention':
      add('routes', rule.routes, 'route')
      break
    default:
  }
  for (const { at: top, condition } of conditionsOf(rule)) {
    for (const { at, part } of partsOf(condition, top)) {
      if ('term' in part) add(at, part.term, 'term')
      if ('fact' in part) {
        add(at, part.party_to ?? part.not_party_to ?? part.some_party_to, 'instrument')
        add(at, part.network, 'network')
      }
    }
  }
  return named as { at: string; id: string; kinds: readonly Kind[] }[]
}

export const references: Check = {
  name: 'references',
  about: 'Every rule that is named exists and is of the right kind',
  check: ({ law, rule, unread, report }) => {
    for (const { at, id, kinds } of namedBy(rule)) {
      const found = law.rules.get(id)
      // That its file cannot be read has been told there.
      if (!found && unread.has(id)) continue
      if (!found) report(`${at}: there is no ${kinds.join(' or ')} ${id}${nearest(law, id, kinds)}`)
      else if (!kinds.includes(found.kind)) report(`${at}: ${id} is a ${found.kind}, not a ${kinds.join(' or ')}`)
    }
  },
}

function nearest({ rules }: LawBase, id: string, kinds: readonly Kind[]): string {
  const ids = [...rules.values()].flatMap(({ rule, kind }) => (kinds.includes(kind) ? [rule] : []))
  const meant = near(id, ids) ?? ids.find((one) => one.endsWith(`/${id.split('/').at(-1)}`))
  return meant ? `; did you mean ${meant}?` : ''
}

export const parties: Check = {
  name: 'parties',
  about: 'An instrument that is asked for its parties lists them',
  check: ({ law, rule, report }) => {
    for (const { at, leaf } of leavesOf(rule)) {
      const id = leaf.party_to ?? leaf.not_party_to ?? leaf.some_party_to
      const found = id === undefined ? undefined : law.rules.get(id)
      if (found?.kind === 'instrument' && !found.parties)
        report(`${at}: ${id} lists no parties; add them to its instrument.yaml`)
    }
  },
}

export const belongs: Check = {
  name: 'belongs',
  about: 'A rule stands in the folder of an instrument',
  check: ({ law, rule, unread, report }) => {
    const free = ['state', 'question', 'network', 'class', 'instrument']
    if (unread.has(rule.instrument)) return
    if (!free.includes(rule.kind) && law.rules.get(rule.instrument)?.kind !== 'instrument') {
      report(`its folder has no instrument.yaml: add law/${rule.instrument}/instrument.yaml`)
    }
  },
}

export const named: Check = {
  name: 'names',
  about: 'A file is named as others can write it',
  check: ({ rule, report }) => {
    if (!/^[a-z0-9]+(?:-[a-z0-9]+)*(?:\/[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*)*$/.test(rule.rule))
      report('rename the file: letters and digits, joined by hyphens, and no spaces')
  },
}
