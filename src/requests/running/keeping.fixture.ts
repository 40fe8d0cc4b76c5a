import { sampleAnswers } from '../../../test/filled.ts'
import type { Actor } from '../../accounts/index.ts'
import type { Db } from '../../db/index.ts'
import type { Facts } from '../../law/index.ts'
import { preserve } from '../answering.ts'
import { careful } from '../checks/statement.fixture.ts'
import { stateCase } from '../checks/stating.ts'
import { fillBoxes, submitRequest } from '../drafting.ts'
import { formOf } from '../filling.ts'
import { openMatter } from '../matters.ts'
import type { Request, Setting } from '../request.ts'
import { sendRequest } from '../sending.ts'
import { listRequests } from '../store/requests.ts'
import { munich, stageOn, storyClock } from '../story.fixture.ts'
import { type PreserveFirst, preserveFirst } from './preserving-first.ts'

export const preservationOrder = 'eu/2023-1543/routes/preservation-order'

/** The Munich prosecutor has a mailbox kept while the rest of the case is slow. */
export function keepingOn(db: Db) {
  const stage = stageOn(db)
  const { transact, carry } = stage

  /** Writes into every box that must be filled what somebody might write there. */
  async function fillAll(author: Actor, request: Request, setting: Setting): Promise<void> {
    const form = await formOf(db, author.org, request.id, setting)
    const samples = form ? sampleAnswers(setting.law.rule('form', form.form)) : {}
    for (let round = 0; round < 5; round++) {
      const now = await formOf(db, author.org, request.id, setting)
      const missing = (now?.missing ?? []).filter(({ awaitsValidation }) => !awaitsValidation)
      if (missing.length === 0) return
      const boxes = Object.fromEntries(missing.map(({ path }) => [path, samples[path]]))
      await transact((tx) => fillBoxes(tx, author, request.id, boxes, setting))
    }
  }

  /** A case opened, with the people it needs. */
  async function opened(facts: Facts = munich) {
    const clock = storyClock()
    const cast = await stage.cast()
    const matter = await transact((tx) =>
      openMatter(
        tx,
        cast.people.author,
        { title: 'Attack on a mail server', fileNumber: '112 Js 4711/26', facts },
        clock.now,
      ),
    )
    return { ...stage, ...cast, ...clock, matter, fillAll }
  }
  type Opened = Awaited<ReturnType<typeof opened>>

  async function drafted(story: Opened, more: Partial<PreserveFirst> = {}): Promise<Request> {
    const { people, matter, setting, party } = story
    const parties = [party('provider', { as: 'designated-establishment' })]
    const input = { rule: preservationOrder, to: 'IE', parties, ...more }
    return transact((tx) => preserveFirst(tx, people.author, matter.id, input, setting))
  }

  /** … drafted, filled in, handed in and sent. */
  async function issued(story: Opened, request: Request): Promise<void> {
    const { people, setting, now } = story
    await fillAll(people.author, request, setting)
    await transact((tx) => stateCase(tx, people.author, request.id, careful(request.items), setting))
    await transact((tx) => submitRequest(tx, people.author, request.id, setting))
    await carry(now)
    await transact((tx) => sendRequest(tx, people.author, request.id, setting))
    await carry(now)
  }

  /** … and the data are kept. */
  async function kept(facts?: Facts) {
    const story = await opened(facts)
    const request = await drafted(story)
    await issued(story, request)
    const { people, setting, now, made } = story
    const order = await copyOf(made.provider.id, request)
    await transact((tx) => preserve(tx, people.provider, order.id, setting))
    await carry(now)
    return { ...story, request, order }
  }

  async function copyOf(org: string, { origin }: Request): Promise<Request> {
    const [copy] = await listRequests(db, org, { origin })
    if (!copy) throw new Error('There is no such request here')
    return copy
  }

  return { ...stage, opened, drafted, issued, kept, copyOf, fillAll }
}
