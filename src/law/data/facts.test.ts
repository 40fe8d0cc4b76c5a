import { describe, expect, test } from 'vitest'
import { LawError } from '../errors.ts'
import { factKinds } from './fact-kinds.ts'
import { parseFacts } from './facts.ts'

const refused = (input: unknown) => {
  try {
    parseFacts(input)
  } catch (error) {
    if (error instanceof LawError) return [error.code, error.path]
    throw error
  }
  return 'accepted'
}

describe('facts', () => {
  test('may all be left out', () => {
    expect(parseFacts({})).toEqual({})
  })

  test('know Greece and the United Kingdom by the names the Union writes', () => {
    expect(parseFacts({ asking: { state: 'EL' }, holder: { seat: 'UK' } })).toMatchObject({
      asking: { state: 'GR' },
      holder: { seat: 'GB' },
    })
  })

  test.each([
    [{ asking: { state: 'XX' } }, ['bad_facts', 'asking.state']],
    [{ asking: { state: 'de' } }, ['bad_facts', 'asking.state']],
    [{ on: '2026-02-30' }, ['bad_facts', 'on']],
    [{ on: 'today' }, ['bad_facts', 'on']],
    [{ askin: {} }, ['bad_facts', 'askin']],
    [{ data: [{ id: 'd1' }, { id: 'd2', categorie: 'content' }] }, ['bad_facts', 'data[1].categorie']],
    [{ data: [{ id: 'd1', persons: -1 }] }, ['bad_facts', 'data[0].persons']],
    [{ data: [{ id: 'd1', sector: ['maps'] }] }, ['bad_facts', 'data[0].sector[0]']],
    [{ asking: { namedIn: 'prohibition-order' } }, ['bad_facts', 'asking.namedIn']],
    [{ outbound: { need: 'business' } }, ['bad_facts', 'outbound.need']],
    [{ outbound: { persons: 0.5 } }, ['bad_facts', 'outbound.persons']],
    [{ offence: { maxPenaltyMonths: '36' } }, ['bad_facts', 'offence.maxPenaltyMonths']],
    [{ holder: { addressees: [{ state: 'IE', as: 'friend' }] } }, ['bad_facts', 'holder.addressees[0].as']],
    [[], ['bad_facts', '']],
    [null, ['bad_facts', '']],
    [{ urgency: 'ordinary', emergency: { threat: 'life' } }, ['contradictory_facts', 'urgency']],
    [
      { proceeding: 'sentence-execution', offence: { sentenceMonths: 0 } },
      ['contradictory_facts', 'offence.sentenceMonths'],
    ],
    [{ data: [{ id: 'd1' }, { id: 'd1' }] }, ['contradictory_facts', 'data[1].id']],
    [{ data: [{ id: 'd1', personal: false, persons: 3 }] }, ['contradictory_facts', 'data[0].persons']],
  ])('%j are refused with %j', (input, expected) => {
    expect(refused(input)).toEqual(expected)
  })

  test('are known to the checks of law data by their kind', () => {
    expect(factKinds.get('asking.state')).toEqual({ list: false, type: 'state' })
    expect(factKinds.get('data.storedIn')).toEqual({ list: true, type: 'state' })
    expect(factKinds.get('holder.addressees.as')).toMatchObject({
      list: true,
      values: ['designated-establishment', 'legal-representative'],
    })
    expect(factKinds.get('offence.maxPenaltyMonths')).toEqual({ list: false, type: 'number' })
    expect(factKinds.get('outbound.persons')).toEqual({ list: false, type: 'number' })
    expect(factKinds.get('data.sector')).toMatchObject({ list: true, type: 'text' })
    expect(factKinds.get('data.personal')).toEqual({ list: false, type: 'yes-no' })
  })
})
