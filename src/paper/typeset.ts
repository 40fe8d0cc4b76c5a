import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'
import { PaperError } from './errors.ts'
import type { Job, Proof } from './press.ts'

/**
 * A document as a PDF: tagged and archival (PDF/A-2a; 3a where the template attaches a file), its text searchable.
 * `template` is a .typ file, wherever in `src` its module keeps it; what is printed lies beside it as JSON of the same name, in memory
 * only, and is never read as markup. The same data printed at the same moment give the same bytes. Throws `invalid` /
 * `not_printable` where a character has no glyph in any font at hand, since a paper that lost a letter must not be signed.
 */
export async function typeset(
  template: string,
  data: unknown,
  at: Temporal.Instant,
  pdfStandard: Job['pdfStandard'] = 'a-2a',
): Promise<Uint8Array<ArrayBuffer>> {
  const seconds = Math.floor(at.epochMilliseconds / 1000)
  const proof = await press().set({ template, json: JSON.stringify(data), seconds, pdfStandard })
  if ('pdf' in proof) return new Uint8Array(proof.pdf)
  const [, glyph] = /the text `"?(.+?)"?` could not be displayed/.exec(proof.refused) ?? []
  const why = glyph ? `there is no glyph for ${glyph.replaceAll('\\', '')}` : 'the typesetter refused it'
  throw new PaperError('invalid', 'not_printable', `This cannot be printed: ${why}`, { cause: proof.refused })
}

/** The typesetter keeps some memory of every paper it sets: past so many bytes a new one takes its place. */
const mostHeld = 384 * 1024 * 1024

let running: Press | undefined

function press(): Press {
  if (!running || running.isWorn) {
    running?.retire()
    running = new Press()
  }
  return running
}

/** One process that sets papers, one after the other. It keeps nobody awake: without work the program may end. */
class Press {
  readonly #process: ChildProcess = fork(join(import.meta.dirname, 'press.ts'), {
    serialization: 'advanced',
    execArgv: [],
  })
  readonly #waiting = new Map<number, PromiseWithResolvers<Proof>>()
  #papers = 0
  #held = 0
  #isOver = false

  constructor() {
    this.#process.on('message', (proof: Proof) => {
      this.#held = proof.held
      this.#waiting.get(proof.id)?.resolve(proof)
      this.#done(proof.id)
    })
    this.#process.on('exit', (code) => {
      this.#isOver = true
      for (const { reject } of this.#waiting.values()) reject(new Error(`The typesetter ended with ${code}`))
    })
    this.#rest()
  }

  get isWorn(): boolean {
    return this.#isOver || !this.#process.connected || this.#held > mostHeld
  }

  set(job: Omit<Job, 'id'>): Promise<Proof> {
    const id = this.#papers++
    const waiting = Promise.withResolvers<Proof>()
    this.#waiting.set(id, waiting)
    this.#process.ref()
    this.#process.channel?.ref()
    this.#process.send({ id, ...job })
    return waiting.promise
  }

  /** Ends once the papers it has in hand are set. */
  retire(): void {
    if (this.#waiting.size === 0 && this.#process.connected) this.#process.disconnect()
  }

  #done(id: number): void {
    this.#waiting.delete(id)
    if (this.#waiting.size > 0) return
    this.#rest()
    if (running !== this) this.retire()
  }

  #rest(): void {
    this.#process.unref()
    this.#process.channel?.unref()
  }
}
