/** Lines of UTF-8 text as they come; a line longer than `limit` bytes comes as null, and none of it is kept. */
export async function* linesOf(bytes: AsyncIterable<Uint8Array>, limit: number): AsyncIterable<string | null> {
  let held: Uint8Array[] = []
  let size = 0
  const taken = () => {
    const line = size > limit ? null : Buffer.concat(held).toString('utf8').replace(/\r$/, '')
    held = []
    size = 0
    return line
  }
  for await (const chunk of bytes) {
    let rest = chunk
    for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
      hold(rest.subarray(0, end))
      yield taken()
      rest = rest.subarray(end + 1)
    }
    hold(rest)
  }
  if (size > 0) yield taken()

  function hold(piece: Uint8Array) {
    size += piece.length
    if (size <= limit) held.push(piece)
    else held = []
  }
}
