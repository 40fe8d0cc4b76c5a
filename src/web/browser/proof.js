/**
 * Checks an entry's proof in this browser, with nothing but what stands on the page (RFC 9162, C2SP signed notes): once the
 * page is there it asks nobody. Without this script the page tells what the server found.
 */
const section = document.querySelector('[data-proof]')
if (section && globalThis.crypto?.subtle) {
  const { entry, index, size, path, note, origin, key } = JSON.parse(section.dataset.proof)
  const words = JSON.parse(section.dataset.words)
  const list = section.querySelector('ol')
  const verdict = section.querySelector('[data-verdict]')
  const bytesOf = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0))
  const utf8 = (text) => new TextEncoder().encode(text)
  const joined = (...parts) => new Uint8Array(parts.flatMap((part) => [...part]))
  const sha256 = async (...parts) => new Uint8Array(await crypto.subtle.digest('SHA-256', joined(...parts)))
  const nodeHash = (left, right) => sha256([1], left, right)
  const hex = (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  const half = (n) => Math.floor(n / 2)

  async function rootFrom(leaf) {
    let [node, last, hash] = [index, size - 1, leaf]
    for (const sibling of path.map(bytesOf)) {
      if (last === 0) return undefined
      if (node % 2 === 1 || node === last) {
        hash = await nodeHash(sibling, hash)
        while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)]
      } else hash = await nodeHash(hash, sibling)
      ;[node, last] = [half(node), half(last)]
    }
    return last === 0 ? hash : undefined
  }

  /** The signature line of the log itself: `— name base64(key id, signature)`; undefined where this browser cannot tell. */
  async function isSigned() {
    const end = note.lastIndexOf('\n\n')
    const text = note.slice(0, end + 1)
    const publicKey = bytesOf(key)
    const id = hex((await sha256(utf8(`${origin}\n`), [1], publicKey)).slice(0, 4))
    const line = note
      .slice(end + 2)
      .split('\n')
      .map((one) => one.split(' '))
      .find(([, name, signed]) => name === origin && signed && hex(bytesOf(signed).slice(0, 4)) === id)
    if (!line) return false
    let imported
    try {
      imported = await crypto.subtle.importKey('raw', publicKey, 'Ed25519', false, ['verify'])
    } catch {
      return undefined
    }
    return crypto.subtle.verify('Ed25519', imported, bytesOf(line[2]).slice(4), utf8(text))
  }

  async function check() {
    const leaf = await sha256([0], utf8(entry))
    const root = await rootFrom(leaf)
    const [statedOrigin, statedSize, statedRoot] = note.split('\n')
    const [leads, stated, signed] = [
      root !== undefined,
      root !== undefined &&
        statedOrigin === origin &&
        Number(statedSize) === size &&
        hex(bytesOf(statedRoot)) === hex(root),
      await isSigned(),
    ]
    const lines = [
      [true, `${words.leaf} ${hex(leaf)}`],
      [leads, `${words.path} ${root ? hex(root) : '–'}`],
      [stated, words.stated],
      [signed, signed === undefined ? words.cannot : words.signed],
    ]
    list.replaceChildren(
      ...lines.map(([holds, text]) => {
        const item = document.createElement('li')
        item.textContent = `${holds === undefined ? '?' : holds ? '✓' : '✗'} ${text}`
        return item
      }),
    )
    const fine = leads && stated && signed !== false
    verdict.textContent = fine ? (signed ? words.good : words.partly) : words.bad
    section.dataset.holds = String(fine)
  }

  section.hidden = false
  check().catch(() => {
    verdict.textContent = words.bad
    section.dataset.holds = 'false'
  })
}
