import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import type { Actor } from '../../accounts/index.ts'
import { eventsAbout } from '../../audit/index.ts'
import { utf8 } from '../../base/bytes.ts'
import { generateSealingKey } from '../../crypto/index.ts'
import {
  evidenceArrived,
  expectEvidence,
  findItem,
  openBlobs,
  sealEvidence,
  verifyEvidence,
} from '../../vault/index.ts'
import { receive } from '../receive.ts'
import { findShared, findTeam, listTeams } from '../store/teams.ts'
import { law, stageOn, storyClock } from '../story.fixture.ts'
import { endPastTeams, endTeam, proposeTeam, signTeam, teamRoutes, teamsToSign } from './agreeing.ts'
import { shareInTeam } from './sharing.ts'

const { db } = await testDatabase()
const { cast, transact, carry } = stageOn(db)
const folder = mkdtempSync(join(tmpdir(), 'comity-team-'))
afterAll(() => rmSync(folder, { recursive: true }))
const blobs = await openBlobs(folder)
const key = await generateSealingKey()
const refusal = (code: string, path?: string) => expect.objectContaining({ code, ...(path && { path }) })
const union = 'eu/2002-465/routes/joint-investigation-team'

/** Munich and Dublin are to work together for a month. */
async function proposed(more: object = {}) {
  const clock = storyClock()
  const { people, made } = await cast()
  const colleague: Actor = { ...people.head, person: 'person_vogt' }
  const member = (place: 'authority' | 'central' | 'attorney', ...sent: string[]) => {
    const { id: org, name, state } = made[place]
    return { org, name, state, people: sent }
  }
  const input = {
    title: 'Team Mail Server', purpose: 'Who took the mail servers over', rule: union, from: '2026-11-20', to: '2026-12-20',
    leader: made.authority.id, members: [member('authority', 'Dr. Anna Huber'), member('central', 'Séamus Doyle')], ...more,
  } // biome-ignore format: a table
  const team = await transact((tx) => proposeTeam(tx, people.author, input, clock.setting))
  await carry(clock.now)
  return { ...clock, people, made, colleague, member, input, team }
}

/** … and both have signed. */
async function working() {
  const story = await proposed()
  const { people, setting, now, team, colleague } = story
  await transact((tx) => signTeam(tx, colleague, team.id, setting))
  await carry(now)
  await transact((tx) => signTeam(tx, people.central, team.id, setting))
  await carry(now)
  return story
}

/** A piece of evidence that came to Munich and was verified. */
async function evidenceIn({ people, made, now }: Awaited<ReturnType<typeof proposed>>): Promise<string> {
  const bytes = (async function* () {
    yield utf8('From suspect@alpenpost.example')
  })()
  const given = {
    origin: 'request_x',
    name: 'mailbox.mbox',
    mediaType: 'application/mbox',
    bytes,
    sealedTo: [key.recipient],
  }
  const item = await sealEvidence({ db, blobs, now }, people.provider, given)
  const acts = [
    {
      at: item.at,
      what: 'sealed' as const,
      org: made.provider.id,
      orgName: 'Alpenpost',
      by: 'p',
      byName: 'Niamh Byrne',
    },
  ]
  await transact((tx) =>
    expectEvidence(
      tx,
      law,
      { org: made.authority.id, from: made.provider.id, origin: 'request_x' },
      [{ ...item, acts }],
      now(),
    ),
  )
  const here = await findItem(db, made.authority.id, item.id)
  await transact((tx) => evidenceArrived(tx, here, now()))
  await verifyEvidence({ db, blobs, now }, people.author, key.identity, item.id)
  return item.id
}

describe('a joint investigation team', () => {
  test('rests on a route of the law that joins the states', async () => {
    expect(teamRoutes(law).map(({ rule }) => rule)).toContain(union)
    const { input, people, setting, member } = await proposed()
    const propose = (more: object) => transact((tx) => proposeTeam(tx, people.author, { ...input, ...more }, setting))
    const withUs = [input.members[0], member('attorney', 'Ann Porter')]
    await expect(propose({ members: withUs })).rejects.toThrow(refusal('route_not_open', 'rule'))
    await expect(propose({ rule: 'eu/2014-41/routes/investigation-order' })).rejects.toThrow(
      refusal('unknown_rule', 'rule'),
    )
    expect((await propose({ members: withUs, rule: 'treaties/eu-us-mla/routes/joint-investigation-team' })).state).toBe(
      'proposed',
    )
  })

  test('has a purpose, people from another state, a leader among them and a limited time', async () => {
    const { input, people, setting, member, made } = await proposed()
    const propose = (more: object, actor = people.author) =>
      transact((tx) => proposeTeam(tx, actor, { ...input, ...more }, setting))
    await expect(propose({ purpose: ' ' })).rejects.toThrow(refusal('reason_missing', 'purpose'))
    await expect(propose({ to: '2026-01-01' })).rejects.toThrow(refusal('bad_text', 'to'))
    await expect(propose({ leader: made.court.id })).rejects.toThrow(refusal('bad_text', 'leader'))
    await expect(propose({ members: [member('authority', 'A')] })).rejects.toThrow(refusal('bad_text', 'members'))
    await expect(propose({ members: [member('authority', 'A'), member('central')] })).rejects.toThrow(
      refusal('bad_text', 'people'),
    )
    await expect(propose({}, people.provider)).rejects.toThrow(refusal('not_permitted'))
  })

  test('works once every member has signed the same words, none of them what is its own proposal', async () => {
    const { people, setting, now, team, colleague, made } = await proposed()
    const sign = (actor: Actor) => transact((tx) => signTeam(tx, actor, team.id, setting))
    await expect(sign({ ...people.author, role: 'head' })).rejects.toThrow(refusal('approver_is_author'))
    await expect(sign(people.author)).rejects.toThrow(refusal('not_permitted'))
    await expect(sign(people.districtJudge)).rejects.toThrow(refusal('no_such_team'))
    const waiting = async (actor: Actor) => (await teamsToSign(db, actor, now())).map(({ id }) => id)
    expect(await waiting(people.author)).toEqual([])
    expect(await waiting(colleague)).toEqual([team.id])
    await sign(colleague)
    expect(await waiting(colleague)).toEqual([])
    expect(await waiting(people.central)).toEqual([team.id])
    await expect(sign(colleague)).rejects.toThrow(refusal('already_decided'))
    await carry(now)
    const there = await findTeam(db, made.central.id, team.id)
    expect(there).toMatchObject({ state: 'proposed', terms: team.terms, leader: made.authority.id })
    expect(there.members.map(({ signed }) => signed?.name)).toEqual([colleague.name, undefined])
    await sign(people.central)
    await carry(now)
    for (const org of [made.authority.id, made.central.id])
      expect((await listTeams(db, org))[0]).toMatchObject({ state: 'running' })
  })

  test('is not signed on other words, nor by somebody who is no member', async () => {
    const { team, made, now } = await proposed()
    const take = (from: string, terms: string) =>
      transact((tx) => {
        const body = { request: team.id, terms, name: 'Somebody', at: now().toString() }
        return receive(tx, law, {
          org: made.authority.id,
          from,
          type: 'team-signature',
          body,
          messageId: 'message_x',
          at: now().toString() as never,
        })
      })
    await expect(take(made.central.id, 'f'.repeat(64))).rejects.toThrow(refusal('bad_message', 'terms'))
    await expect(take(made.provider.id, team.terms)).rejects.toThrow(refusal('wrong_organisation'))
  })

  test('shares evidence without a new request, and its custody goes on', async () => {
    const story = await working()
    const { people, setting, now, team, made } = story
    const item = await evidenceIn(story)
    const share = (note = 'The mailbox of the suspect', actor: Actor = people.author) =>
      shareInTeam(
        { db, blobs, now },
        actor,
        team.id,
        { item, note },
        { identity: key.identity, recipients: [key.recipient] },
        setting,
      )
    await expect(share(' ')).rejects.toThrow(refusal('reason_missing', 'note'))
    await expect(share('x', people.provider)).rejects.toThrow(refusal('not_permitted'))
    await share()
    await expect(share()).rejects.toThrow(refusal('already_decided', 'item'))
    await carry(now)
    const [shared] = await findShared(db, made.central.id, team.id)
    expect(shared).toMatchObject({ name: 'mailbox.mbox', org: made.authority.id, note: 'The mailbox of the suspect' })
    const there = await findItem(db, made.central.id, shared?.item ?? '')
    expect(there).toMatchObject({ state: 'expected', producer: made.authority.id })
    expect(there.acts.map(({ what }) => what)).toEqual([
      'sealed',
      'received',
      'verified',
      'opened',
      'sealed',
      'handed-over',
    ])
    expect((await eventsAbout(db, made.authority.id, team.id)).map(({ kind }) => kind)).toContain('team.shared')
  })

  test('shares nothing before all have signed, after its last day, or once its leader has ended it', async () => {
    const early = await proposed()
    const shareOf = async (story: typeof early) => {
      const item = await evidenceIn(story)
      const keys = { identity: key.identity, recipients: [key.recipient] }
      const vault = { db, blobs, now: story.now }
      return () => shareInTeam(vault, story.people.author, story.team.id, { item, note: 'Look' }, keys, story.setting)
    }
    await expect((await shareOf(early))()).rejects.toThrow(refusal('not_current'))
    const story = await working()
    const share = await shareOf(story)
    story.pass({ hours: 24 * 40 })
    await expect(share()).rejects.toThrow(refusal('team_ended'))
    await endPastTeams(db, story.setting)
    expect(await findTeam(db, story.made.central.id, story.team.id)).toMatchObject({
      state: 'ended',
      ended: { why: 'Its last day was 2026-12-20' },
    })
    const other = await working()
    const end = (actor: Actor) =>
      transact((tx) => endTeam(tx, actor, other.team.id, { reason: 'Solved' }, other.setting))
    await expect(end(other.people.central)).rejects.toThrow(refusal('wrong_organisation'))
    await end(other.colleague)
    await carry(other.now)
    await expect((await shareOf(other))()).rejects.toThrow(refusal('team_ended'))
    expect((await findTeam(db, other.made.central.id, other.team.id)).ended?.why).toBe('Solved')
    await expect(end(other.colleague)).rejects.toThrow(refusal('team_ended'))
  })
})
