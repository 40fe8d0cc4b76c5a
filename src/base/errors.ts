/** What the caller may do about it; `api` and `web` map each kind to one HTTP status, `cli` to one exit code. */
export type ErrorKind = 'invalid' | 'forbidden' | 'missing' | 'conflict' | 'unavailable'

/**
 * The one error class that crosses modules. Each module closes `Code` over its own list.
 * `path` names the field at fault, as a reader of the input would write it: `asking.state`, `data[0].category`.
 */
export class DomainError<Code extends string = string> extends Error {
  override name = 'DomainError'
  readonly kind: ErrorKind
  readonly code: Code
  readonly path: string | undefined

  constructor(kind: ErrorKind, code: Code, message: string, options: ErrorOptions & { path?: string } = {}) {
    super(message, options)
    this.kind = kind
    this.code = code
    this.path = options.path
  }
}
