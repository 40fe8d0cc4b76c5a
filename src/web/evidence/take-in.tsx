import type { Reader } from '../reader.ts'
import { withQuery } from '../urls.ts'
import { FILES_AT_ONCE } from './upload.ts'
import { sizeInWords } from './words.ts'

/** Files to take in. Without script one form with many files; with it file by file, in parts, each with its sum and progress. */
export function TakeIn({
  action,
  uploads,
  token,
  free,
  sealsTo,
  error,
  reader,
}: {
  action: string
  /** Where the script sends them in parts. */
  uploads: string
  token: string
  /** Bytes there is room for. */
  free: number
  /** Who alone opens what is taken in, and with which age recipient. */
  sealsTo: { readonly name: string; readonly sealing: string }
  error: string | undefined
  reader: Reader
}) {
  const { production: t, forms } = reader.t
  const words = {
    hashing: t.hashing,
    sending: t.sending,
    waiting: t.waiting,
    sealing: t.sealing,
    sealed: t.sealed,
    failed: t.failed,
    goesOn: t.goesOn('{done}'),
    pause: t.pause,
    paused: t.paused,
    goOn: t.goOn,
    stopped: t.stopped,
    progress: t.progress('{name}'),
    problems: Object.fromEntries(Object.entries(t.problems).filter(([, says]) => typeof says === 'string')),
  }
  // A form with files says who it is from in its address: its body is for a stream.
  return (
    <form
      method="post" action={withQuery(action, { form_token: token })} enctype="multipart/form-data" class="card flow"
      data-uploads-at={uploads} data-words={JSON.stringify(words)} data-locale={reader.tag}
      data-seals-to={JSON.stringify([sealsTo.sealing])}
    >
      <div class={error ? 'field field-error' : 'field'}>
        <label for="files">{t.chooseFiles}</label>
        <p class="hint" id="files-hint">{t.limits(FILES_AT_ONCE, sizeInWords(free, reader))} {t.needsNoScript}</p>
        {error && <p class="error-text" id="files-error"><span class="hidden-text">{forms.error} </span>{error}</p>}
        <input
          type="file" id="files" name="files" multiple required
          aria-describedby={error ? 'files-hint files-error' : 'files-hint'} aria-invalid={error ? 'true' : undefined}
        />
      </div>
      <div class="field" data-seal-here hidden>
        <div class="option">
          <input type="checkbox" id="seal-here" aria-describedby="seal-here-hint" />
          <label for="seal-here">{t.sealHere}</label>
        </div>
        <p class="hint" id="seal-here-hint">{t.sealHereHint(sealsTo.name)}</p>
      </div>
      <ol class="uploads plain" data-uploads hidden />
      <p class="hidden-text" role="status" data-said />
      <div class="actions"><button type="submit" class="button">{t.upload}</button></div>
    </form>
  ) // biome-ignore format: a form in a few lines
}
