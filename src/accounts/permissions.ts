import { AccountError } from './errors.ts'
import type { Actor, Role, Seat } from './seats.ts'

const all = ['head', 'author', 'member'] as const
const writers = ['head', 'author'] as const
const head = ['head'] as const

/** Who may do what: the act, the seats, the roles at each. What is not here nobody may do. */
export const permissions = {
  'matter.open': { authority: writers },
  'matter.read': { authority: all },
  'request.draft': { authority: writers },
  'request.read': { authority: all, court: all, central: all, provider: all },
  'request.approve': { authority: head },
  'request.validate': { court: writers },
  'request.send': { authority: writers },
  'request.withdraw': { authority: writers },
  'request.transmit': { central: writers },
  'request.examine': { central: writers },
  'request.execute': { central: writers },
  'ground.raise': { central: writers },
  'objection.raise': { provider: writers },
  'objection.answer': { authority: writers, court: writers, central: writers },
  'order.check': { provider: writers, central: writers },
  // Whoever may hand something over may find out whether the sender is who it says.
  'sender.verify': { provider: writers, central: writers, authority: writers, court: writers },
  'order.produce': { provider: writers, central: writers, authority: writers, court: writers },
  'cost.claim': { provider: writers },
  'cost.answer': { authority: writers, central: writers },
  'evidence.receive': { authority: writers, central: writers },
  'custody.keep': { authority: writers, central: writers, provider: writers, court: writers },
  'evidence.open': { authority: writers },
  'evidence.export': { authority: writers },
  'evidence.minimise': { authority: writers },
  'evidence.give-leave': { authority: head },
  'evidence.hold': { authority: writers, court: writers, central: writers, provider: writers },
  'evidence.destroy': { authority: writers, court: writers, central: writers, provider: writers },
  'log.erase': {
    authority: writers,
    court: writers,
    central: writers,
    provider: writers,
    overseer: writers,
    policy: writers,
    operator: writers,
  },
  'evidence.read': { authority: all, central: all, provider: all },
  'contradiction.settle': {
    authority: head,
    court: head,
    central: head,
    provider: head,
    overseer: head,
    policy: head,
    operator: head,
  },
  'log.read': { authority: all, court: all, central: all, provider: all, overseer: all, policy: all, operator: all },
  'member.invite': {
    authority: head,
    court: head,
    central: head,
    provider: head,
    overseer: head,
    policy: head,
    operator: head,
  },
  'member.remove': {
    authority: head,
    court: head,
    central: head,
    provider: head,
    overseer: head,
    policy: head,
    operator: head,
  },
  'member.substitute': {
    authority: head,
    court: head,
    central: head,
    provider: head,
    overseer: head,
    policy: head,
    operator: head,
  },
  'access.break-glass': { authority: all, court: all, central: all, provider: all },
  'access.review': {
    authority: head,
    court: head,
    central: head,
    provider: head,
    overseer: head,
    policy: head,
    operator: head,
  },
  'program.manage': { authority: head, court: head, central: head, provider: head },
  'key.rotate': {
    authority: head,
    court: head,
    central: head,
    provider: head,
    overseer: head,
    policy: head,
    operator: head,
  },
  'directory.read': {
    authority: all,
    court: all,
    central: all,
    provider: all,
    overseer: all,
    policy: all,
    operator: all,
  },
  'directory.keep': { operator: head },
  'attestation.give': {
    authority: head,
    court: head,
    central: head,
    provider: head,
    overseer: head,
    policy: head,
    operator: head,
  },
  'attestation.believe': {
    authority: head,
    court: head,
    central: head,
    provider: head,
    overseer: head,
    policy: head,
    operator: head,
  },
  'laboratory.read': { policy: all },
  'laboratory.use': { policy: writers },
  'complaint.read': { authority: all, court: all, central: all, provider: all, overseer: all },
  'complaint.answer': { authority: writers, central: writers, provider: writers },
  // Where whoever it is about decides itself, its head does.
  'complaint.decide': { authority: head, court: writers, central: head, provider: head, overseer: writers },
  // What is deleted does not come back: another person than who proposed it agrees.
  'complaint.confirm': { authority: writers, court: writers, central: writers, provider: writers, overseer: writers },
  'redress.set': { operator: head },
  'organisation.create': { operator: head },
  'organisation.read': { operator: all },
  'instance.read': { operator: all },
  'statistics.publish': { operator: head },
  'mandate.give': { operator: head },
  'oversight.read': {
    overseer: all,
    authority: all,
    court: all,
    central: all,
    provider: all,
    operator: all,
  },
  'figures.report': { authority: all, central: all, court: all, provider: all },
  'waiting-times.read': { authority: all, court: all, central: all, provider: all },
  'reciprocity.read': { authority: all, court: all, central: all, provider: all },
  'reciprocity.compare': { authority: writers, central: writers, provider: writers },
  'public-tables.read': { authority: all, court: all, central: all, provider: all },
  'public-tables.take': { authority: writers, central: writers, provider: writers },
  // Whether another state gives what is given to it is said for the state: by who answers for it.
  'reciprocity.find': { authority: head, central: head },
  'dialogue.read': { authority: all, central: all, provider: all },
  'dialogue.record': { authority: writers, central: writers, provider: writers },
  // Whether a promise was kept is said for the office: by who answers for it.
  'dialogue.find': { authority: head, central: head, provider: head },
  'oversight.inspect': { overseer: writers },
  // What is over is looked back at by whoever answers for it; what changes by it another person decides on.
  'audit.read': { authority: all, court: all, central: all, provider: all, overseer: all, operator: all },
  'audit.open': { authority: head, court: head, central: head, provider: head, overseer: writers, operator: head },
  'audit.write': {
    authority: writers,
    court: writers,
    central: writers,
    provider: writers,
    overseer: writers,
    operator: writers,
  },
  'lesson.decide': { authority: head, court: head, central: head, provider: head, overseer: head, operator: head },
  'assessment.read': { authority: all, court: all, central: all, provider: all, overseer: all, operator: all },
  'assessment.write': { authority: writers, court: writers, central: writers, provider: writers, operator: writers },
  'assessment.approve': { authority: head, court: head, central: head, provider: head, operator: head },
  // What an overseer asks of one is answered by who may act there.
  'oversight.answer': { authority: writers, court: writers, central: writers, provider: writers },
} as const satisfies Record<string, Partial<Record<Seat, readonly Role[]>>>

export type Act = keyof typeof permissions

export function isPermitted(actor: Pick<Actor, 'seat' | 'role' | 'acts'>, act: Act): boolean {
  return rolesAt(act, actor.seat).includes(actor.role) && (actor.acts?.includes(act) ?? true)
}

/** Throws `forbidden` / `not_permitted`, saying whose act it is, unless the actor may do this. */
export function permit(actor: Actor, act: Act): void {
  if (isPermitted(actor, act)) return
  if (actor.acts && !actor.acts.includes(act)) {
    const message = `The program ${actor.name} was not let do this (${act}): no scope of its token names it`
    throw new AccountError('forbidden', 'scope_missing', message)
  }
  const who = Object.entries(permissions[act]).map(([seat, allowed]) => `${allowed.join(' or ')} at the seat ${seat}`)
  const message = `${actor.name}, ${actor.role} at the seat ${actor.seat}, may not do this (${act}): it is for ${who.join('; ')}`
  throw new AccountError('forbidden', 'not_permitted', message)
}

function rolesAt(act: Act, seat: Seat): readonly Role[] {
  const granted: Partial<Record<Seat, readonly Role[]>> = permissions[act]
  return granted[seat] ?? []
}
