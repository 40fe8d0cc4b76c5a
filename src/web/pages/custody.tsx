import { type Context, Hono } from 'hono'
import { isPermitted } from '../../accounts/index.ts'
import { DomainError } from '../../base/errors.ts'
import { parseId } from '../../base/ids.ts'
import { counterparts } from '../../exchange/index.ts'
import {
  type Admissibility,
  assessRecords,
  entryWords,
  findRequest,
  keepCustody,
  keepDevice,
  listRequests,
  type Request,
} from '../../requests/index.ts'
import {
  actsAbout,
  custodyFrom,
  custodyOf,
  type Device,
  type EntryKind,
  entryKinds,
  findDevice,
  findItem,
  type HandKind,
  type Item,
  listDevices,
  listItems,
  seizeDevice,
  VaultError,
} from '../../vault/index.ts'
import { Forum, GapNote } from '../custody/assessed.tsx'
import { EntryForm, type EntryFormProps, entryOf, type Filled } from '../custody/entry-form.tsx'
import { EvidenceCrumbs } from '../evidence/crumbs.tsx'
import { CustodyList } from '../evidence/custody-list.tsx'
import { toTheSecond } from '../evidence/words.ts'
import type { Reader } from '../reader.ts'
import type { Env } from '../shell/env.ts'
import { actorIn } from '../shell/signed-in.ts'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Empty, Notice } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { PrintButton } from '../ui/print-button.tsx'
import { urls, withQuery } from '../urls.ts'
import { statuses } from './error.tsx'
import type { EvidenceParts } from './evidence.tsx'

interface Asked {
  readonly kind: EntryKind | HandKind
  readonly title: string
  readonly lead: string
  readonly action: string
  readonly request: Request | undefined
  readonly origin: string
  readonly below: readonly { text: string; href?: string }[]
  readonly of?: readonly Item[]
  readonly checks?: EntryFormProps['checks']
}

/** The custody record as it is kept: how pieces were taken, devices and their hands, what courts ask and how it is cured. */
export function custodyPages({ db, law, now }: Pick<EvidenceParts, 'db' | 'law' | 'now'>) {
  async function names(): Promise<(org: string) => string> {
    const known = new Map((await counterparts(db)).map(({ org, name }) => [org, name]))
    return (org) => known.get(org) ?? org
  }

  async function pieceIn(c: Context<Env>) {
    const actor = actorIn(c, 'evidence.read')
    const item = await findItem(db, actor.org, parseId('item', c.req.param('id') ?? ''))
    const [request] = await listRequests(db, actor.org, { origin: item.origin, limit: 1 })
    return { actor, item, request }
  }

  async function assessed(item: Item, request: Request | undefined): Promise<Admissibility> {
    const record = await custodyOf(db, item, await names())
    const found = await assessRecords(db, law, request, [record], now())
    return found.get(item.id) ?? { court: undefined, gap: undefined, forums: [] }
  }

  /** The form of an entry, with what was wrong with it. */
  async function ask(
    c: Context<Env>,
    asked: Asked,
    filled: Filled = {},
    errors: Readonly<Record<string, string>> = {},
  ) {
    const { reader, formToken } = c.var
    const actor = actorIn(c, 'custody.keep')
    const pieces = await listItems(db, actor.org, asked.origin)
    const devices = await listDevices(db, actor.org, asked.origin)
    return c.render(
      <>
        <EvidenceCrumbs request={asked.request} below={[...asked.below, { text: asked.title }]} reader={reader} />
        <ErrorSummary
          title={reader.t.errors.title}
          errors={Object.entries(errors).map(([field, message]) => ({ field, message }))}
        />
        <PageHead eyebrow={asked.request?.title ?? ''} title={asked.title} lead={asked.lead} />
        <EntryForm
          kind={asked.kind}
          action={asked.action}
          token={formToken}
          filled={filled}
          errors={errors}
          pieces={pieces}
          devices={devices}
          checks={asked.checks ?? []}
          {...(asked.of && { of: asked.of })}
          reader={reader}
        />
      </>,
      { title: asked.title, current: 'requests' },
    )
  }

  /** What another page proposes to be put down; a person looks at it first. */
  async function draftIn(c: Context<Env>): Promise<Filled | undefined> {
    const body = await c.req.parseBody({ all: true })
    if (body.draft !== 'yes') return undefined
    const lines = (name: string) => [body[name] ?? []].flat().filter((one) => typeof one === 'string')
    return { by: lines('by'), method: lines('method'), says: [lines('says').join('\n').slice(0, 5_000)] }
  }

  /** Puts down what the form says, or shows it again with what is wrong. */
  async function answer(c: Context<Env>, asked: Asked, put: (entry: object, filled: Filled) => Promise<string>) {
    const body = await c.req.parseBody({ all: true })
    const filled = Object.fromEntries(
      Object.entries(body).map(([name, value]) => [name, [value].flat().filter((one) => typeof one === 'string')]),
    )
    try {
      return c.redirect(await put(entryOf(asked.kind, filled), filled), 303)
    } catch (error) {
      if (!(error instanceof DomainError) || (error.kind === 'missing' && error.path === undefined)) throw error
      const { custody: t } = c.var.reader.t
      c.status(statuses[error.kind])
      const [field = 'kind'] = (error.path ?? '').split('.')
      return ask(c, asked, filled, { [field]: t.wrongs[error.code] ?? t.wrong })
    }
  }

  const kindOf = <Kind extends string>(kinds: readonly Kind[], given: string): Kind => {
    const kind = kinds.find((one) => one === given)
    if (kind) return kind
    throw new VaultError('missing', 'bad_entry', 'There is no such entry')
  }

  async function entryIn(c: Context<Env>): Promise<Asked & { item: Item }> {
    const { reader } = c.var
    const { custody: t } = reader.t
    const { item, request } = await pieceIn(c)
    const kind = kindOf<EntryKind>(entryKinds, c.req.param('kind') ?? '')
    const { forums } = kind === 'explanation' ? await assessed(item, request) : { forums: [] }
    const faults = forums.flatMap(({ findings }) =>
      findings.filter(({ status, cures }) => status !== 'holds' && cures.some(({ act }) => act === 'explanation')),
    )
    return {
      item,
      kind,
      request,
      origin: item.origin,
      title: entryWords(reader.language).kind(kind),
      lead: t.formLead(item.name),
      action: urls.entry(item.id, kind),
      below: [
        { text: item.name, href: urls.piece(item.id) },
        { text: t.title, href: urls.admissibility(item.id) },
      ],
      checks: [...new Map(faults.map(({ id, title }) => [id, { id, title }])).values()].sort((a, b) =>
        a.id.localeCompare(b.id),
      ),
    }
  }

  async function intakeIn(c: Context<Env>): Promise<Asked & { of: readonly Item[]; request: Request }> {
    const actor = actorIn(c, 'custody.keep')
    const request = await findRequest(db, actor.org, parseId('request', c.req.param('id') ?? ''))
    const of = (await listItems(db, actor.org, request.origin)).filter(
      ({ producer, state }) => producer === actor.org && state === 'sealed',
    )
    const { custody: t } = c.var.reader.t
    return {
      kind: 'taking',
      of,
      request,
      origin: request.origin,
      title: t.intake,
      lead: t.severalLead,
      action: urls.intake(request.id),
      below: [],
    }
  }

  async function seizureIn(c: Context<Env>): Promise<Asked & { request: Request }> {
    const actor = actorIn(c, 'custody.keep')
    const request = await findRequest(db, actor.org, parseId('request', c.req.param('id') ?? ''))
    const { custody: t } = c.var.reader.t
    const below = [{ text: t.devices, href: urls.devices(request.id) }]
    const action = urls.seizure(request.id)
    return { kind: 'seizure', request, origin: request.origin, title: t.seize, lead: t.deviceLead, action, below }
  }

  async function deviceIn(c: Context<Env>) {
    const actor = actorIn(c, 'evidence.read')
    const device = await findDevice(db, actor.org, parseId('device', c.req.param('id') ?? ''))
    const [request] = await listRequests(db, actor.org, { origin: device.origin, limit: 1 })
    return { actor, device, request }
  }

  async function handIn(c: Context<Env>): Promise<Asked & { device: Device }> {
    const { reader } = c.var
    const { custody: t } = reader.t
    const { device, request } = await deviceIn(c)
    const kind = kindOf<HandKind>(['passing', 'check'], c.req.param('kind') ?? '')
    const devices = request ? [{ text: t.devices, href: urls.devices(request.id) }] : []
    const below = [...devices, { text: device.name, href: urls.device(device.id) }]
    const title = kind === 'passing' ? t.pass : t.check
    return {
      device,
      kind,
      request,
      origin: device.origin,
      title,
      lead: t.deviceLead,
      action: urls.hand(device.id, kind),
      below,
    }
  }

  return new Hono<Env>()
    .get('/evidence/:id/admissibility', async (c) => {
      const { reader, formToken } = c.var
      const { custody: t, shell } = reader.t
      const { actor, item, request } = await pieceIn(c)
      const { court, gap, forums } = await assessed(item, request)
      const mayKeep = isPermitted(actor, 'custody.keep') && item.state !== 'erased'
      const mayCompare = isPermitted(actor, 'evidence.receive') && /^(received|verified|refused)$/.test(item.state)
      const sealAt = request && urls.devices(request.id)
      const doing = { item, mayKeep, mayCompare, sealAt, token: formToken }
      return c.render(
        <>
          <EvidenceCrumbs
            request={request}
            below={[{ text: item.name, href: urls.piece(item.id) }, { text: t.title }]}
            reader={reader}
          />
          <PageHead fileName={item.name} title={t.title} lead={t.lead}>
            {court && <p class="soft">{t.asked(reader.country(court))}</p>}
            <p class="cluster no-print">
              <PrintButton label={shell.print} />
            </p>
          </PageHead>
          <div class="flow flow-wide">
            {c.req.query('done') && (
              <Notice kind="done">
                <p>{t.done}</p>
              </Notice>
            )}
            <GapNote gap={gap} reader={reader} />
            {forums.map((assessment, i) => (
              <Forum assessment={assessment} open={i === 0} doing={doing} reader={reader} />
            ))}
            {mayKeep && <More item={item} reader={reader} />}
          </div>
        </>,
        { title: t.title, current: 'requests' },
      )
    })
    .get('/evidence/:id/entries/:kind', async (c) => {
      const check = c.req.query('check')
      return ask(c, await entryIn(c), check ? { checks: [check] } : {})
    })
    .post('/evidence/:id/entries/:kind', async (c) => {
      const actor = actorIn(c, 'custody.keep')
      const asked = await entryIn(c)
      const draft = await draftIn(c)
      if (draft) return ask(c, asked, draft)
      return answer(c, asked, async (entry) => {
        await db.transaction().execute((tx) => keepCustody(tx, actor, [asked.item.id], entry, now()))
        return withQuery(urls.admissibility(asked.item.id), { done: 'yes' })
      })
    })
    .get('/requests/:id/taking', async (c) => ask(c, await intakeIn(c)))
    .post('/requests/:id/taking', async (c) => {
      const actor = actorIn(c, 'custody.keep')
      const asked = await intakeIn(c)
      return answer(c, asked, async (entry, { piece = [] }) => {
        const chosen = asked.of.filter(({ id }) => piece.includes(id))
        if (chosen.length === 0) throw new VaultError('invalid', 'bad_entry', 'No piece is chosen', { path: 'piece' })
        const ids = chosen.map(({ id }) => id)
        await db.transaction().execute((tx) => keepCustody(tx, actor, ids, entry, now()))
        return `${urls.production(asked.request.id)}#pieces`
      })
    })
    .get('/requests/:id/devices', async (c) => {
      const { reader } = c.var
      const { custody: t } = reader.t
      const actor = actorIn(c, 'evidence.read')
      const request = await findRequest(db, actor.org, parseId('request', c.req.param('id') ?? ''))
      const devices = await listDevices(db, actor.org, request.origin)
      return c.render(
        <>
          <EvidenceCrumbs request={request} below={[{ text: t.devices }]} reader={reader} />
          <PageHead eyebrow={request.title} title={t.devices} lead={t.devicesLead} />
          <div class="flow">
            <DeviceTable devices={devices} reader={reader} />
            {isPermitted(actor, 'custody.keep') && (
              <p>
                <a class="button" href={urls.seizure(request.id)}>
                  {t.seize}
                </a>
              </p>
            )}
          </div>
        </>,
        { title: t.devices, current: 'requests' },
      )
    })
    .get('/requests/:id/devices/seizure', async (c) => ask(c, await seizureIn(c)))
    .post('/requests/:id/devices/seizure', async (c) => {
      const actor = actorIn(c, 'custody.keep')
      const asked = await seizureIn(c)
      return answer(c, asked, async (entry) => {
        const device = await db.transaction().execute((tx) => seizeDevice(tx, actor, asked.origin, entry, now()))
        return urls.device(device.id)
      })
    })
    .get('/devices/:id', async (c) => {
      const { reader } = c.var
      const { custody: t } = reader.t
      const { actor, device, request } = await deviceIn(c)
      const acts = await actsAbout(db, actor.org, device.id, await names())
      const read = (await Promise.all((await listItems(db, actor.org, device.origin)).map(async (item) => ({ item, record: await custodyOf(db, item, (org) => org) }))))
        .filter(({ record }) => record.lines.some(({ entry }) => entry?.kind === 'taking' && entry.device === device.id))
        .map(({ item }) => item) // biome-ignore format: one thing
      // A device is no file: of one it has only the name.
      const record = custodyFrom({ id: device.id, name: device.name, sha256: '' } as Item, acts)
      const devices = request ? [{ text: t.devices, href: urls.devices(request.id) }] : []
      return c.render(
        <>
          <EvidenceCrumbs request={request} below={[...devices, { text: device.name }]} reader={reader} />
          <PageHead eyebrow={t.device} title={device.name}>
            <p class="soft">
              {device.serial && `${t.serial} ${device.serial} · `}
              {t.since} {toTheSecond(device.at, reader)}
            </p>
            {isPermitted(actor, 'custody.keep') && (
              <p class="cluster no-print">
                <a class="button" href={urls.hand(device.id, 'passing')}>
                  {t.pass}
                </a>
                <a class="button button-second" href={urls.hand(device.id, 'check')}>
                  {t.check}
                </a>
              </p>
            )}
          </PageHead>
          <div class="flow flow-wide">
            <section class="flow" aria-labelledby="hands">
              <h2 id="hands">{t.hands}</h2>
              <CustodyList record={record} reader={reader} />
            </section>
            <section class="flow" aria-labelledby="read">
              <h2 id="read">{t.read}</h2>
              {read.length === 0 ? (
                <p class="soft">{t.nothingRead}</p>
              ) : (
                <ul>
                  {read.map(({ id, name }) => (
                    <li>
                      <a href={urls.piece(id)}>{name}</a>
                    </li>
                  ))}
                </ul>
              )}
            </section>
          </div>
        </>,
        { title: device.name, current: 'requests' },
      )
    })
    .get('/devices/:id/hands/:kind', async (c) => ask(c, await handIn(c)))
    .post('/devices/:id/hands/:kind', async (c) => {
      const actor = actorIn(c, 'custody.keep')
      const asked = await handIn(c)
      return answer(c, asked, async (entry) => {
        await db.transaction().execute((tx) => keepDevice(tx, actor, asked.device.id, entry, now()))
        return urls.device(asked.device.id)
      })
    })
}

/** Whatever else may be put on record of a piece. */
function More({ item, reader }: { item: Item; reader: Reader }) {
  const { custody: t } = reader.t
  const words = entryWords(reader.language)
  return (
    <section class="flow no-print" aria-labelledby="more">
      <h2 id="more">{t.more}</h2>
      <ul class="entry-kinds">
        {entryKinds.map((kind) => (
          <li>
            <a href={urls.entry(item.id, kind)}>{words.kind(kind)}</a>
          </li>
        ))}
      </ul>
    </section>
  )
}

function DeviceTable({ devices, reader }: { devices: readonly Device[]; reader: Reader }) {
  const { custody: t } = reader.t
  if (devices.length === 0)
    return (
      <Empty title={t.noDevices}>
        <p>{t.noDevicesNote}</p>
      </Empty>
    )
  return (
    <table class="table">
      <thead>
        <tr>
          <th scope="col">{t.device}</th>
          <th scope="col">{t.serial}</th>
          <th scope="col">{t.since}</th>
        </tr>
      </thead>
      <tbody>
        {devices.map(({ id, name, serial, at }) => (
          <tr>
            <th scope="row">
              <a href={urls.device(id)}>{name}</a>
            </th>
            <td data-label={t.serial}>{serial ?? ''}</td>
            <td data-label={t.since}>{toTheSecond(at, reader)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
