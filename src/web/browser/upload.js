/**
 * Sends the chosen files one by one: each is summed up first, so that what arrives can be compared with what left, and
 * each shows how far it is. Without this script the form sends them all at once.
 */
const form = document.querySelector('form[data-upload]')
if (form) {
  const words = JSON.parse(form.dataset.words)
  const list = form.querySelector('[data-uploads]')
  const said = form.querySelector('[data-said]')
  const chosen = form.querySelector('input[type=file]')
  const button = form.querySelector('button')
  const address = form.dataset.upload
  const { href } = new URL('./sha2.js', document.currentScript.src)
  let lines = []

  chosen.addEventListener('change', async () => {
    list.replaceChildren()
    list.hidden = chosen.files.length === 0
    lines = [...chosen.files].map(lineFor)
    for (const line of lines) {
      line.sum = await sumOf(line).catch(() => undefined)
      line.tell(words.waiting, line.sum)
    }
  })

  form.addEventListener('submit', async (event) => {
    if (lines.length === 0) return
    event.preventDefault()
    button.disabled = true
    let failed = false
    for (const line of lines) {
      if (line.done) continue
      const problem = await send(line).then(
        () => undefined,
        (error) => error.message || words.stopped,
      )
      line.done = problem === undefined
      failed ||= problem !== undefined
      line.tell(problem === undefined ? words.sealed : `${words.failed}: ${problem}`, line.sum)
      line.item.dataset.state = line.done ? 'done' : 'failed'
      said.textContent = `${line.file.name}: ${line.done ? words.sealed : words.failed}`
    }
    if (!failed) location.assign(`${location.pathname}#pieces`)
    if (!failed) location.reload()
    button.disabled = false
  })

  function lineFor(file) {
    const item = document.createElement('li')
    const [name, progress, state, sum] = ['span', 'progress', 'span', 'code'].map((tag) => document.createElement(tag))
    name.className = 'file-name'
    name.textContent = `${file.name} (${sizeOf(file.size)})`
    progress.max = 1
    progress.value = 0
    progress.setAttribute('aria-label', words.progress.replace('{name}', file.name))
    state.className = 'small'
    sum.className = 'small'
    item.append(name, progress, state, sum)
    list.append(item)
    return {
      file,
      item,
      progress,
      tell(text, hash) {
        state.textContent = text
        sum.textContent = hash ? `SHA-256 ${hash}` : ''
      },
    }
  }

  async function sumOf(line) {
    const { sha256 } = await import(href)
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

  /** `fetch` cannot say how much has been sent; this can. */
  function send(line) {
    return new Promise((resolve, reject) => {
      const body = new FormData()
      body.append('files', line.file)
      const request = new XMLHttpRequest()
      request.open('POST', address)
      request.setRequestHeader('accept', 'application/json')
      request.setRequestHeader('x-form-token', form.dataset.token)
      request.responseType = 'json'
      line.tell(words.sending, line.sum)
      line.progress.value = 0
      request.upload.addEventListener('progress', ({ loaded, total }) => {
        line.progress.value = total === 0 ? 1 : loaded / total
      })
      for (const kind of ['error', 'abort', 'timeout'])
        request.addEventListener(kind, () => reject(new Error(words.stopped)))
      request.addEventListener('load', () => {
        const answer = request.response
        if (request.status !== 201) return reject(new Error(answer?.error?.message ?? words.stopped))
        if (line.sum && answer.items[0].sha256 !== line.sum) return reject(new Error(words.differs))
        resolve()
      })
      request.send(body)
    })
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
