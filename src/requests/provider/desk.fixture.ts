import { expect } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import { submitRequest } from '../drafting.ts'
import { sendRequest } from '../sending.ts'
import { findRequest } from '../store/requests.ts'
import { type Start, stageOn } from '../story.fixture.ts'
import { answeringFile } from './reading.ts'

/** A provider's desk on a database of its own: an order has been sent and lies before it. */
export async function openDesk() {
  const stage = stageOn((await testDatabase()).db)
  const { db, transact, carry, copyAt, drafted, validated } = stage

  /** Subscriber data alone need no court and no notification: nothing is held. */
  async function submitted(start: Start) {
    const story = await drafted(start)
    await transact((tx) => submitRequest(tx, story.people.author, story.request.id, story.setting))
    return story
  }

  async function ordered(start: Start = {}) {
    const story = await (start.data ? submitted(start) : validated(start))
    const { people, setting, now, request, made } = story
    await transact((tx) => sendRequest(tx, people.author, request.id, setting))
    await carry(now)
    const order = await copyAt(made.provider.id)
    /** The answering file at the provider and at the author. */
    const there = () => answeringFile(db, made.provider.id, order.id, setting)
    const here = () => answeringFile(db, made.authority.id, request.id, setting)
    const status = async () => [
      (await findRequest(db, made.authority.id, request.id)).status,
      (await findRequest(db, made.provider.id, order.id)).status,
    ]
    return { ...story, order, there, here, status }
  }
  return { ...stage, ordered }
}

export const refusal = (code: string, path?: string) => expect.objectContaining({ code, ...(path && { path }) })

/** Annex III, filled for one reason. */
export const annexThree = (reason: string) => ({
  'd.reasons': [reason], 'd.explanation': 'As said', 'f.information': 'The time zone', 'g.preserved': 'preserved',
  'h.contact': 'Niamh Byrne', 'h.post': 'Counsel', 'h.authorised': 'Niamh Byrne', 'h.date': '2026-11-20', 'h.signature': 'Niamh Byrne',
}) // biome-ignore format: a table

export const grounds = {
  incomplete: 'eu/2023-1543/grounds/article-10-incomplete',
  impossible: 'eu/2023-1543/grounds/article-10-impossibility',
  other: 'eu/2023-1543/grounds/article-10-other-reasons',
  privilege: 'eu/2023-1543/grounds/article-10-privilege',
  thirdState: 'eu/2023-1543/grounds/article-17-third-state',
}
