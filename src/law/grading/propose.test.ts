import { describe, expect, test } from 'vitest'
import { readLaw } from '../../read-law.ts'
import { kindsOf } from './contents.ts'
import { inventoryFor, proposeGrading } from './propose.ts'

const law = await readLaw()
const ON = '2026-11-22'

function graded(scheme: string, records: readonly unknown[]) {
  const inventory = inventoryFor(law, ON)
  for (const record of records) inventory.add(record)
  const proposal = proposeGrading(law, ON, scheme, inventory)
  return { ...proposal, of: Object.fromEntries(proposal.fields.map((field) => [field.field, field.class])) }
}

/** A resident identity number of a made-up person, with its check digit. */
function identityNumber(first17: string): string {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  const sum = weights.reduce((all, weight, i) => all + weight * Number(first17[i]), 0)
  return first17 + '10X98765432'[sum % 11]
}

describe('a value is told by its check digit', () => {
  test.each([
    [identityNumber('11010519491231002'), 'prc-identity-number'],
    ['4111 1111 1111 1111', 'payment-card'],
    ['DE89 3704 0044 0532 0130 00', 'iban'],
    ['86095742719', 'german-tax-number'],
    ['219-09-9999', 'us-social-security-number'],
    ['anna@example.org', 'e-mail'],
    ['13800138000', 'phone'],
    ['+49 89 1234567', 'phone'],
    ['2001:db8::1', 'ip-address'],
    ['192.0.2.7', 'ip-address'],
    ['31.2304, 121.4737', 'coordinates'],
    ['E11.9', 'diagnosis-code'],
    ['1990-02-28', 'birth-date'],
  ])('%s', (value, kind) => {
    expect(kindsOf(value)).toContain(kind)
  })

  test.each([
    [identityNumber('11010519491331002'), 'prc-identity-number'],
    ['11010519491231002A', 'prc-identity-number'],
    ['4111 1111 1111 1112', 'payment-card'],
    ['DE89 3704 0044 0532 0130 01', 'iban'],
    ['86095742718', 'german-tax-number'],
    ['666-09-9999', 'us-social-security-number'],
    ['999.0.2.7', 'ip-address'],
    ['1990-02-30', 'birth-date'],
    ['12:30', 'ip-address'],
  ])('and %s is not', (value, kind) => {
    expect(kindsOf(value)).not.toContain(kind)
  })
})

describe('a set of records', () => {
  const people = [
    { name: 'Li Wei', 身份证号: identityNumber('11010519491231002'), 诊断: '2型糖尿病', note: 'x', amount: 12 },
    { name: 'Wang Fang', 身份证号: identityNumber('31010119900228003'), 诊断: '高血压', note: 'y', amount: 5 },
  ]

  test('is graded field by field, the whole as its highest field, each with its article', () => {
    const proposal = graded('CN', people)
    expect(proposal.of).toMatchObject({
      name: 'CN-L2-PI',
      身份证号: 'CN-L2-PI',
      诊断: 'CN-L3-SENSITIVE-PI',
      note: undefined,
      amount: undefined,
    })
    expect(proposal.class).toBe('CN-L3-SENSITIVE-PI')
    const reasons = proposal.fields.find(({ field }) => field === '身份证号')?.because ?? []
    expect(reasons.map(({ by }) => by)).toEqual(['name', 'content'])
    expect(reasons[0]?.cite).toBe('Personal Information Protection Law Art 4')
  })

  test('is found by its contents though its names say nothing', () => {
    const values = Array.from({ length: 50 }, (_, n) => ({
      c1: identityNumber(`110105194912310${String(10 + n)}`),
      c2: n % 3 ? 'well' : 'wurde wegen Hepatitis behandelt',
    }))
    expect(graded('CN', values).of).toEqual({ c1: 'CN-L2-PI', c2: 'CN-L3-SENSITIVE-PI' })
  })

  test('is not graded by a number that fits a check digit by chance', () => {
    const values = Array.from({ length: 1_000 }, (_, n) => ({ order: String(4_000_000_000_000_000 + n * 7) }))
    expect(graded('CN', values).class).toBeUndefined()
    const cards = [{ order: '4111111111111111' }, { order: '5500000000000004' }]
    expect(graded('CN', cards).class).toBe('CN-L3-SENSITIVE-PI')
  })

  test('in German is read too, and by another scheme graded otherwise', () => {
    const records = [{ Nachname: 'Huber', Konfession: 'rk', Steueridentifikationsnummer: '86095742719' }]
    expect(graded('EU', records).of).toEqual({
      Nachname: 'personal-data',
      Konfession: 'special-category-and-criminal-offence-data',
      Steueridentifikationsnummer: 'personal-data',
    })
  })

  test('reaches a class that takes a number only above it', () => {
    const of = (n: number) => Array.from({ length: n }, () => ({ fingerprint: 'template' }))
    expect(graded('US', of(1_000)).class).toBeUndefined()
    expect(graded('US', of(1_001)).class).toBe('bulk-sensitive-personal-data')
  })

  test('is read to the bottom of what is nested in it', () => {
    const record = {
      holder: { contact: [{ mail: 'a@example.org' }], deep: { a: { b: { c: { d: 'chemotherapy' } } } } },
    }
    expect(graded('CN', [record]).class).toBe('CN-L3-SENSITIVE-PI')
  })

  test('that holds nothing known proposes nothing', () => {
    expect(graded('CN', [{ colour: 'red' }])).toMatchObject({ class: undefined, records: 1 })
  })

  test.each([[null], [[1]], ['text'], [7]])('%j is no record', (record) => {
    expect(() => graded('CN', [record])).toThrow(expect.objectContaining({ code: 'bad_record' }))
  })

  test('of a scheme nobody knows is refused', () => {
    expect(() => graded('XX', [])).toThrow(expect.objectContaining({ code: 'no_such_rule' }))
  })
})
