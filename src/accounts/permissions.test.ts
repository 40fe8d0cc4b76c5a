import { describe, expect, test } from 'vitest'
import { type Act, isPermitted, permissions, permit } from './permissions.ts'
import { type Actor, type Role, roles, type Seat, seats } from './seats.ts'

const at = (seat: Seat, role: Role): Actor => ({
  person: 'person_1',
  name: 'Niamh Byrne',
  org: 'org_1',
  orgName: 'Alpenpost Mail Ltd',
  seat,
  role,
  isDemo: false,
})

describe('who may do what', () => {
  test.each([
    ['authority', 'author', 'request.draft', true],
    ['authority', 'member', 'request.draft', false],
    ['authority', 'author', 'request.approve', false], // drafting and approving are two people's work
    ['authority', 'head', 'request.validate', false], // a judge validates, at the court's seat
    ['court', 'author', 'request.validate', true],
    ['provider', 'author', 'order.produce', true],
    ['provider', 'author', 'request.send', false],
    ['overseer', 'author', 'evidence.open', false],
    ['operator', 'head', 'evidence.open', false], // who runs the instance does not read the evidence
    ['operator', 'head', 'matter.read', false],
  ] as const)('at the seat %s, as %s: %s is %s', (seat, role, act, answer) => {
    expect(isPermitted({ seat, role }, act)).toBe(answer)
  })

  test('a refusal says whose act it is', () => {
    expect(() => permit(at('provider', 'author'), 'request.validate')).toThrow(/head or author at the seat court/)
    expect(() => permit(at('provider', 'author'), 'request.validate')).toThrow(
      expect.objectContaining({ kind: 'forbidden', code: 'not_permitted' }),
    )
  })

  test('every act can be done by somebody', () => {
    const idle = (Object.keys(permissions) as Act[]).filter(
      (act) => !seats.some((seat) => roles.some((role) => isPermitted({ seat, role }, act))),
    )
    expect(idle).toEqual([])
  })
})
