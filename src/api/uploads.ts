import { DataStore, ERRORS, MemoryLocker, Server, Upload } from '@tus/server'
import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Actor } from '../accounts/index.ts'
import { parseId } from '../base/ids.ts'
import { findCounterpart } from '../exchange/index.ts'
import { findRequest, type Request as LawRequest, RequestError } from '../requests/index.ts'
import {
  type Arrived,
  beginUpload,
  continueUpload,
  giveUpUpload,
  listUploads,
  type UploadVault,
  uploadAt,
  VaultError,
} from '../vault/index.ts'
import { operation } from './operation.ts'
import { read } from './read.ts'
import type { WhoAsks } from './sign-in.ts'

/** Where one upload is: `POST` below its request makes it, and says so in `location`. */
const PATH = '/api/uploads'

/**
 * Files in parts by the tus protocol 1.0 (creation, termination), over the vault, which seals them while they stream. The
 * id of an upload is the id of the piece of evidence it becomes.
 */
export function uploads({ vault, whoAsks }: { vault: UploadVault; whoAsks: WhoAsks }) {
  const locker = new MemoryLocker({ acquireLockTimeout: 120_000 })

  /** One request of the protocol; what the vault refuses is thrown, so that it is told like every other refusal. */
  async function tus(c: Context, actor: Actor, request?: LawRequest): Promise<Response> {
    let refused: unknown
    let made = ''
    const server = new Server({
      path: PATH,
      locker,
      lockDrainTimeout: 200,
      datastore: new UploadStore(vault, actor, request),
      allowedOrigins: [],
      generateUrl: (_, { id }) => `${PATH}/${made || id}`,
      async onResponseError(_, error) {
        if (!Object.values(ERRORS).some((known) => known === error)) refused = error
        return undefined
      },
    })
    server.on('POST_CREATE', (_, upload) => {
      made = upload.id
    })
    const answer = await server.handleWeb(c.req.raw)
    c.header('tus-resumable', '1.0.0')
    if (refused) throw refused
    return answer
  }

  return new Hono()
    .post('/api/requests/:id/uploads', async (c) => {
      const actor = await whoAsks(c)
      const request = await findRequest(vault.db, actor.org, parseId('request', c.req.param('id')))
      if (request.direction === 'outgoing')
        throw new RequestError('forbidden', 'wrong_organisation', 'Whoever is asked hands the data over')
      if (request.endedAt !== undefined) throw new RequestError('conflict', 'ended', 'This request is over')
      return tus(c, actor, request)
    })
    .get('/api/requests/:id/uploads', async (c) => {
      const actor = await whoAsks(c)
      const request = await findRequest(vault.db, actor.org, parseId('request', c.req.param('id')))
      const { org, name, sealing } = await findCounterpart(vault.db, request.counterpart)
      const sealsTo = [{ org, name, recipient: sealing }]
      return c.json({ uploads: await listUploads(vault, actor, request.origin), sealsTo })
    })
    .get(`${PATH}/:upload`, async (c) => {
      const actor = await whoAsks(c)
      const id = parseId('item', c.req.param('upload'))
      return c.req.method === 'HEAD' ? tus(c, actor) : c.json(await uploadAt(vault, actor, id))
    })
    .on(['PATCH', 'DELETE'], `${PATH}/:upload`, async (c) => {
      const actor = await whoAsks(c)
      parseId('item', c.req.param('upload'))
      return tus(c, actor)
    })
    .options(`${PATH}/:upload`, (c) => {
      const says = { 'tus-resumable': '1.0.0', 'tus-version': '1.0.0', 'tus-extension': 'creation,termination' }
      return c.body(null, 204, says)
    })
}

/** What the protocol's library asks of a store, answered by the vault for one person. */
class UploadStore extends DataStore {
  override extensions = ['creation', 'termination']

  readonly vault: UploadVault
  readonly actor: Actor
  readonly request: LawRequest | undefined

  constructor(vault: UploadVault, actor: Actor, request: LawRequest | undefined) {
    super()
    this.vault = vault
    this.actor = actor
    this.request = request
  }

  override async create(upload: Upload): Promise<Upload> {
    if (!this.request) throw ERRORS.FILE_NOT_FOUND
    const { filename, filetype, sha256, ...sealed } = read(metadata, upload.metadata ?? {}, 'bad_metadata')
    if (!filename)
      throw new VaultError('invalid', 'bad_name', 'Say in Upload-Metadata what the file is called: filename')
    const { origin, counterpart } = this.request
    const { sealing } = await findCounterpart(this.vault.db, counterpart)
    const announced = {
      ...{ origin, name: filename, mediaType: filetype, sha256, sealedTo: [sealing] },
      ...sizes(upload.size ?? 0, sealed),
    }
    return asUpload(await beginUpload(this.vault, this.actor, announced), upload)
  }

  override async getUpload(id: string): Promise<Upload> {
    return asUpload(await uploadAt(this.vault, this.actor, id))
  }

  override write(stream: AsyncIterable<Uint8Array>, id: string, offset: number): Promise<number> {
    return continueUpload(this.vault, this.actor, id, offset, stream)
  }

  override remove(id: string): Promise<void> {
    return giveUpUpload(this.vault, this.actor, id)
  }
}

/** The same object where there is one: the library goes on with what it gave. */
function asUpload(
  { id, name, mediaType, size, announced, offset }: Omit<Arrived, 'sealedBefore'>,
  into?: Upload,
): Upload {
  const told = { filename: name, filetype: mediaType, ...(announced ? { sha256: announced } : {}) }
  const read = new Upload({ id, size, offset, metadata: told })
  return into ? Object.assign(into, read) : read
}

/**
 * What is sent is sealed already where its sum says so: then how much it is unsealed has to be said too. Throws `bad_size`.
 */
function sizes(
  size: number,
  { sealedsha256, plainsize }: Pick<z.infer<typeof metadata>, 'sealedsha256' | 'plainsize'>,
) {
  if (!sealedsha256) return { size }
  if (plainsize === undefined)
    throw new VaultError(
      'invalid',
      'bad_size',
      'Of a sealed file, say in Upload-Metadata how many bytes it is: plainsize',
    )
  return { size: plainsize, sealedAs: { sha256: sealedsha256, size } }
}

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const metadata = z.object({
  filename: z.string().max(1000).nullish(),
  filetype: z
    .string()
    .regex(/^[\w.+-]{1,100}\/[\w.+-]{1,100}$/)
    .catch('application/octet-stream'),
  sha256: sha256.optional().catch(undefined),
  sealedsha256: sha256.nullish(),
  plainsize: z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number)
    .optional(),
})

const arrived = z.strictObject({
  id: z.string(),
  name: z.string(),
  mediaType: z.string(),
  size: z.number().int().meta({ description: 'How many bytes are sent: sealed, where it was sealed before' }),
  announced: sha256.nullable().meta({ description: 'What its sender says it is, unsealed' }),
  offset: z.number().int().meta({ description: 'How many bytes are here: where to go on' }),
  sealedBefore: z.boolean(),
})
const listed = arrived.extend({
  org: z.string(),
  origin: z.string(),
  sealedTo: z.array(z.string()),
  sealedAs: z.strictObject({ sha256, size: z.number().int() }).nullable(),
  by: z.strictObject({ id: z.string(), name: z.string() }),
  at: z.iso.datetime(),
  touchedAt: z.iso.datetime(),
})

export const uploadPaths = {
  '/api/requests/{id}/uploads': {
    post: operation(
      'Begin a file that arrives in parts (tus 1.0: Upload-Length, Upload-Metadata with filename, filetype, sha256; of one that was sealed before, in the age format to whom it may be sealed: also sealedsha256, plainsize)',
      {
        status: 201,
        names: true,
      },
    ),
    get: operation('The files that are still arriving, how far each is, and to whom they are sealed', {
      gives: z.strictObject({
        uploads: z.array(listed),
        sealsTo: z
          .array(z.strictObject({ org: z.string(), name: z.string(), recipient: z.string() }))
          .meta({ description: 'Who alone opens what is sent, with their age recipients' }),
      }),
      names: true,
    }),
  },
  '/api/uploads/{upload}': {
    get: operation('How far a file is', { gives: arrived, names: true }),
    patch: operation('Go on where it ends (tus 1.0: Upload-Offset); whole, it is a piece of evidence of the same id', {
      upload: true,
      status: 204,
      names: true,
    }),
    delete: operation('Give it up; nothing of it is kept', { status: 204, names: true }),
    options: operation('Which version and extensions of tus are spoken here', { open: true, status: 204 }),
  },
}
