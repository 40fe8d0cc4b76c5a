/** Small comforts; every page works without them. */

/** `data-print`: a button that prints the page, every folded part open. */
for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false
  button.addEventListener('click', () => print())
}

const folded = []
addEventListener('beforeprint', () => {
  for (const part of document.querySelectorAll('details.route[data-matters]:not([open])')) {
    part.open = true
    folded.push(part)
  }
})
addEventListener('afterprint', () => {
  for (const part of folded.splice(0)) part.open = false
})

/** `data-open-all`: opens every route on the page, or folds them again. */
for (const button of document.querySelectorAll('[data-open-all]')) {
  button.hidden = false
  button.addEventListener('click', () => {
    const open = button.getAttribute('aria-pressed') !== 'true'
    button.setAttribute('aria-pressed', String(open))
    for (const part of document.querySelectorAll('details.route')) part.open = open
  })
}

/** A link to a folded part opens it. */
function unfold() {
  const part = location.hash === '' ? null : document.getElementById(decodeURIComponent(location.hash.slice(1)))
  const fold = part?.closest('details')
  if (fold) fold.open = true
}
addEventListener('hashchange', unfold)
unfold()
