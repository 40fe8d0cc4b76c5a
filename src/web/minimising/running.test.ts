import { describe, expect, test } from 'vitest'
import { minimisationsRunning } from './running.ts'

describe('a minimisation under way', () => {
  test('that is short is done before its page is shown', async () => {
    const running = minimisationsRunning(5_000)
    expect(await running.begin('org', 'item', async () => undefined)).toBe(true)
    expect(running.of('org', 'item')).toBeUndefined()
    const refused = running.begin('org', 'item', () => Promise.reject(new Error('nothing kept')))
    await expect(refused).rejects.toThrow('nothing kept')
    expect(running.of('org', 'item')).toBeUndefined()
  })

  test('that takes longer shows how far it is, to its own organisation, and is begun once', async () => {
    const running = minimisationsRunning(0)
    const { promise, resolve } = Promise.withResolvers<void>()
    let begun = 0
    const work = (progress: (share: number) => void) => {
      begun++
      progress(0.25)
      return promise
    }
    expect(await running.begin('org', 'item', work)).toBe(false)
    expect(await running.begin('org', 'item', work)).toBe(false)
    expect(begun).toBe(1)
    expect(running.of('org', 'item')?.share).toBe(0.25)
    expect(running.of('other', 'item')).toBeUndefined()
    resolve()
    await new Promise(setImmediate)
    expect(running.of('org', 'item')).toBeUndefined()
  })

  test('that fails later says why once', async () => {
    const running = minimisationsRunning(0)
    const { promise, reject } = Promise.withResolvers<void>()
    await running.begin('org', 'item', () => promise)
    reject(new Error('damaged'))
    await new Promise(setImmediate)
    expect(running.of('org', 'item')?.error).toEqual(new Error('damaged'))
    expect(running.of('org', 'item')).toBeUndefined()
  })
})
