import { describe, expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { submitRequest } from './drafting.ts'
import { replaceFacts } from './matters.ts'
import { munich, stageOn } from './story.fixture.ts'

const { db } = await testDatabase()
const { drafted, transact } = stageOn(db)
const refusal = (code: string) => expect.objectContaining({ code })

/** A draft for subscriber data alone, and then other facts. */
async function changed(facts: object, data?: readonly string[]) {
  const story = await drafted(data ? { data } : {})
  const { people, matter, now, setting, request } = story
  await transact((tx) => replaceFacts(tx, people.author, matter.id, { ...munich, ...facts }, now))
  return () => transact((tx) => submitRequest(tx, people.author, request.id, setting))
}

describe('a draft that is handed in', () => {
  test('is looked at again: a route that the facts have closed since is told', async () => {
    const submit = await changed({ proceeding: 'civil' })
    await expect(submit()).rejects.toThrow(refusal('overtaken'))
  })

  test('lacks no step that the facts have made due since', async () => {
    const submit = await changed({ asking: { state: 'DE', authority: 'police' } }, ['d1'])
    await expect(submit()).rejects.toThrow(refusal('overtaken'))
  })

  test('goes on where nothing that counts has changed', async () => {
    const submit = await changed({ offence: { ...munich.offence, description: 'In other words' } })
    expect((await submit()).status).toBe('in-validation')
  })
})
