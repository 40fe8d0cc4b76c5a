/**
 * Sends the chosen files one by one, in parts (tus 1.0): each is summed up first, so that what arrives can be compared
 * with what left, shows how far it is, and can be paused. A file of which a part has arrived before goes on there, also
 * after the page was loaded anew. Where it is wished each is sealed here first: then the server never has it unsealed, and
 * the keys to go on with are in this tab alone until it is whole. Without this script the form sends them all at once.
 */
const form = document.querySelector('form[data-uploads-at]')
if (form) {
  const words = JSON.parse(form.dataset.words)
  const list = form.querySelector('[data-uploads]')
  const said = form.querySelector('[data-said]')
  const chosen = form.querySelector('input[type=file]')
  const button = form.querySelector('button[type=submit]')
  const address = form.dataset.uploadsAt
  const source = document.currentScript.src
  const beside = (name) => new URL(name, source).href
  const here = form.querySelector('[data-seal-here] input')
  const recipients = JSON.parse(form.dataset.sealsTo)
  let lines = []
  here.closest('[data-seal-here]').hidden = false

  chosen.addEventListener('change', async () => {
    list.replaceChildren()
    list.hidden = chosen.files.length === 0
    lines = [...chosen.files].map(lineFor)
    for (const line of lines) {
      line.sum = await sumOf(line).catch(() => undefined)
      const known = here.checked ? undefined : await arrivedBefore(line)
      line.tell(known ? words.goesOn.replace('{done}', sizeOf(known.offset)) : words.waiting)
    }
  })

  form.addEventListener('submit', async (event) => {
    if (lines.length === 0) return
    event.preventDefault()
    button.disabled = here.disabled = true
    let failed = false
    for (const line of lines) {
      if (line.done) continue
      const problem = await send(line).then(
        () => undefined,
        (error) => error.message || words.stopped,
      )
      line.done = problem === undefined
      failed ||= !line.done
      line.tell(line.done ? words.sealed : `${words.failed}: ${problem}`)
      line.item.dataset.state = line.done ? 'done' : 'failed'
      line.pause.hidden = true
      said.textContent = `${line.file.name}: ${line.done ? words.sealed : words.failed}`
    }
    if (!failed) location.assign(`${location.pathname}#pieces`)
    if (!failed) location.reload()
    button.disabled = here.disabled = false
  })

  function lineFor(file) {
    const item = document.createElement('li')
    const [name, progress, state, sum] = ['span', 'progress', 'span', 'code'].map((tag) => document.createElement(tag))
    const pause = document.createElement('button')
    name.className = 'file-name'
    name.textContent = `${file.name} (${sizeOf(file.size)})`
    progress.max = 1
    progress.value = 0
    progress.setAttribute('aria-label', words.progress.replace('{name}', file.name))
    state.className = 'small'
    sum.className = 'small'
    pause.type = 'button'
    pause.className = 'button button-second'
    pause.hidden = true
    item.append(name, progress, state, sum, pause)
    list.append(item)
    const line = {
      file,
      item,
      progress,
      pause,
      tell(text) {
        state.textContent = text
        sum.textContent = line.sum ? `SHA-256 ${line.sum}` : ''
      },
    }
    return line
  }

  async function sumOf(line) {
    const { sha256 } = await import(beside('./noble-hashes-sha2.js'))
    const hash = sha256.create()
    let read = 0
    line.tell(words.hashing)
    for await (const piece of pieces(line.file)) {
      hash.update(piece)
      read += piece.length
      line.progress.value = line.file.size === 0 ? 1 : read / line.file.size
    }
    return [...hash.digest()].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  }

  async function* pieces(file) {
    for (let at = 0; at < file.size; at += 4_194_304)
      yield new Uint8Array(await file.slice(at, at + 4_194_304).arrayBuffer())
  }

  /** The same file, by what it is and not by its name alone, of which a part is there: sealed with the same keys, if it is sealed here. */
  async function arrivedBefore({ sum, file }, sealed) {
    if (!sum) return undefined
    const answer = await fetch(address, { headers: { accept: 'application/json' } }).catch(() => undefined)
    const { uploads = [] } = answer?.ok ? await answer.json() : {}
    return uploads.find(
      ({ announced, size, name, sealedAs }) =>
        announced === sum &&
        name === file.name &&
        size === (sealed ?? file).size &&
        sealedAs?.sha256 === sealed?.sha256,
    )
  }

  /** The file as it is sealed in this browser, with the keys this tab began it with if it has. */
  async function sealHere(line) {
    const { newKeys, sealedFile } = await import(beside('./sealing.js'))
    if (!line.sum) throw new Error(words.stopped)
    const name = keptAs(line)
    const keys = keptKeys(name) ?? (await newKeys(recipients))
    keep(name, keys)
    line.tell(words.sealing)
    line.progress.value = 0
    const sealed = sealedFile(line.file, keys)
    const sha256 = await sealed.sum((part) => {
      line.progress.value = part
    })
    return { size: sealed.size, slice: sealed.slice, sha256 }
  }

  const keptAs = ({ sum }) => `comity-sealing ${sum} ${recipients.join(' ')}`

  function keptKeys(name) {
    const kept = JSON.parse(sessionStorage.getItem(name) ?? 'null')
    return kept && Object.fromEntries(Object.entries(kept).map(([part, bytes]) => [part, new Uint8Array(bytes)]))
  }

  function keep(name, keys) {
    const plain = Object.fromEntries(Object.entries(keys).map(([part, bytes]) => [part, [...bytes]]))
    sessionStorage.setItem(name, JSON.stringify(plain))
  }

  async function send(line) {
    const sealed = here.checked ? await sealHere(line) : undefined
    const known = await arrivedBefore(line, sealed)
    await transfer(line, known, sealed)
    sessionStorage.removeItem(keptAs(line))
  }

  function transfer(line, known, sealed) {
    return new Promise((resolve, reject) => {
      const upload = new tus.Upload(line.file, {
        endpoint: address,
        ...(known ? { uploadUrl: `/api/uploads/${known.id}` } : {}),
        ...(sealed ? { chunkSize: 16_777_216, fileReader: { openFile: async () => sourceOf(sealed) } } : {}),
        metadata: {
          filename: line.file.name,
          ...(line.file.type ? { filetype: line.file.type } : {}),
          ...(line.sum ? { sha256: line.sum } : {}),
          ...(sealed ? { sealedsha256: sealed.sha256, plainsize: String(line.file.size) } : {}),
        },
        storeFingerprintForResuming: false,
        removeFingerprintOnSuccess: true,
        retryDelays: [0, 1000, 3000, 5000, 10_000, 20_000],
        onProgress(sent, all) {
          line.progress.value = all === 0 ? 1 : sent / all
        },
        onError: (error) => reject(new Error(problemIn(error))),
        onSuccess: resolve,
      })
      let running = true
      const shown = () => {
        line.tell(running ? words.sending : words.paused)
        line.pause.textContent = running ? words.pause : words.goOn
        line.pause.setAttribute('aria-label', `${line.pause.textContent}: ${line.file.name}`)
        line.pause.hidden = false
      }
      line.pause.onclick = async () => {
        running = !running
        shown()
        said.textContent = `${line.file.name}: ${running ? words.sending : words.paused}`
        if (running) upload.start()
        else await upload.abort()
      }
      line.progress.value = 0
      shown()
      upload.start()
    })
  }

  /** What is sent, as the client of the protocol reads it. */
  function sourceOf({ size, slice }) {
    return {
      size,
      slice: async (from, to) => ({ value: await slice(from, Math.min(to, size)), done: to >= size }),
      close() {},
    }
  }

  /** What the server says of it, in the reader's words where there are some. */
  function problemIn(error) {
    try {
      const answer = JSON.parse(error.originalResponse.getBody()).error
      return words.problems[answer.code] ?? answer.message
    } catch {
      return words.stopped
    }
  }

  function sizeOf(bytes) {
    const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte']
    const step = bytes < 1000 ? 0 : Math.min(4, Math.floor(Math.log10(bytes) / 3))
    const options = {
      style: 'unit',
      unit: units[step],
      unitDisplay: step === 0 ? 'long' : 'short',
      maximumFractionDigits: 1,
    }
    return new Intl.NumberFormat(form.dataset.locale, options).format(bytes / 1000 ** step)
  }
}
