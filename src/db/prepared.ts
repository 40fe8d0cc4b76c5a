import { type messages as Message, type PGlite, protocol } from '@electric-sql/pglite'
import type { PGliteDialectConfig } from 'kysely'

/** What Kysely asks of the embedded engine. */
type Engine = Exclude<PGliteDialectConfig['pglite'], (...args: never[]) => unknown>

type Read = ((text: string, type: number) => unknown) | undefined

interface Prepared {
  readonly name: string
  /** Type numbers of the parameters (pg_type.oid). */
  readonly takes: readonly number[]
  readonly gives: readonly { readonly name: string; readonly dataTypeID: number; readonly read: Read }[]
}

/** How many statements are kept ready: each takes memory of the engine, which is never given back. */
const KEPT = 120
const SEEN = 2_000

/**
 * The engine, keeping statements that are asked a second time prepared and running them in one message. Planning and the
 * six messages of an unprepared statement take four fifths of the time of a small one.
 */
export function preparing(engine: PGlite): Engine {
  const ready = new Map<string, Prepared>()
  const seen = new Set<string>()
  let many = 0

  const ask = async (...messages: Uint8Array[]) => (await engine.execProtocol(joined(messages))).messages

  async function prepare(text: string): Promise<Prepared> {
    const name = `s${many++}`
    const { parse, describe, sync } = protocol.serialize
    const answers = await ask(parse({ name, text }), describe({ type: 'S', name }), sync())
    const takes = answers.find((one): one is Parameters => one.name === 'parameterDescription')?.dataTypeIDs ?? []
    const fields = answers.find((one): one is Fields => one.name === 'rowDescription')?.fields ?? []
    const gives = fields.map((field) => ({
      name: field.name,
      dataTypeID: field.dataTypeID,
      read: engine.parsers[field.dataTypeID],
    }))
    const prepared = { name, takes, gives }
    ready.set(text, prepared)
    const [oldest] = ready
    if (ready.size > KEPT && oldest) {
      ready.delete(oldest[0])
      await ask(protocol.serialize.close({ type: 'S', name: oldest[1].name }), sync())
    }
    return prepared
  }

  /** The statement ready to be run; undefined for one that is better run as it is. */
  async function readied(text: string): Promise<Prepared | undefined> {
    const known = ready.get(text)
    if (known) {
      // Last used, last to go.
      ready.delete(text)
      ready.set(text, known)
      return known
    }
    if (!/^[\s(]*(select|insert|update|delete|with)\b/i.test(text)) {
      if (/^\s*(create|alter|drop|set|discard)\b/i.test(text)) await forget()
      return undefined
    }
    if (seen.has(text)) return prepare(text)
    if (seen.size >= SEEN) seen.clear()
    seen.add(text)
    return undefined
  }

  /** What the shape of a table depends on has changed. */
  async function forget() {
    const { close, sync } = protocol.serialize
    const names = [...ready.values()].map(({ name }) => close({ type: 'S', name }))
    ready.clear()
    if (names.length > 0) await ask(...names, sync())
  }

  async function run<Row>({ name, takes, gives }: Prepared, given: readonly unknown[]) {
    const { bind, execute, sync } = protocol.serialize
    const values = given.map((value, i) => {
      if (value === null || value === undefined) return null
      const write = engine.serializers[takes[i] ?? 0]
      return write ? write(value) : String(value)
    })
    const parts: Uint8Array[] = []
    // What is handed over is the engine’s own memory, which it uses again.
    const onRawData = (part: Uint8Array) => parts.push(part.slice())
    await engine.execProtocolRawStream(joined([bind({ statement: name, values }), execute({}), sync()]), { onRawData })
    return { ...answerIn<Row>(Buffer.from(joined(parts).buffer), gives), fields: [...gives] }
  }

  /** `plainly` runs a statement as it is: in the transaction where there is one. */
  const queryWith =
    (plainly: Engine['query'], alone: <T>(work: () => Promise<T>) => Promise<T>): Engine['query'] =>
    async (text, given = [], options) => {
      const found = await alone(async () => {
        const prepared = await readied(text)
        return prepared && { result: await run<never>(prepared, given) }
      })
      return found ? found.result : plainly(text, given, options)
    }

  return {
    get closed() {
      return engine.closed
    },
    get ready() {
      return engine.ready
    },
    waitReady: engine.waitReady,
    close: () => engine.close(),
    query: queryWith(
      (text, given, options) => engine.query(text, given, options as never) as never,
      (work) => engine._runExclusiveTransaction(() => engine._runExclusiveQuery(work)),
    ),
    transaction: (work) =>
      engine.transaction((tx) =>
        work({
          ...tx,
          query: queryWith(
            (text, given, options) => tx.query(text, given, options as never) as never,
            (one) => engine._runExclusiveQuery(one),
          ),
        } as never),
      ),
  }
}

type Parameters = Message.ParameterDescriptionMessage
type Fields = Message.RowDescriptionMessage

/** What each message begins with (PostgreSQL, Message Formats). */
const [DATA_ROW, COMMAND_COMPLETE, ERROR] = Buffer.from('DCE')
const NULL = -1

/**
 * The rows of an answer, read here since a list is some thousand values: reading each through an object of its message
 * took as long as finding it.
 */
function answerIn<Row>(bytes: Buffer, gives: Prepared['gives']): { rows: Row[]; affectedRows: number } {
  const rows: Row[] = []
  let affectedRows = 0
  let end = 0
  for (let at = 0; at < bytes.length; at = end) {
    end = at + 1 + bytes.readInt32BE(at + 1)
    if (bytes[at] === DATA_ROW) rows.push(rowAt(bytes, at + 7, gives) as Row)
    else if (bytes[at] === COMMAND_COMPLETE)
      affectedRows = Number(/\d+$/.exec(bytes.toString('latin1', at + 5, end - 1))?.[0] ?? 0)
    else if (bytes[at] === ERROR) throw errorIn(bytes.subarray(at, end))
  }
  return { rows, affectedRows }
}

function rowAt(bytes: Buffer, start: number, gives: Prepared['gives']): Record<string, unknown> {
  const row: Record<string, unknown> = {}
  let at = start
  for (const { name, dataTypeID, read } of gives) {
    const length = bytes.readInt32BE(at)
    at += 4
    if (length === NULL) row[name] = null
    else {
      const text = bytes.toString('utf8', at, at + length)
      row[name] = read ? read(text, dataTypeID) : text
      at += length
    }
  }
  return row
}

/** What the engine said was wrong, as its own reader tells it. */
function errorIn(bytes: Uint8Array): unknown {
  let error: unknown
  new protocol.Parser().parse(bytes, (message) => {
    error = message
  })
  return error
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}
