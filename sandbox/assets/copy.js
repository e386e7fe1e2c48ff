// Without this script the values can be selected by hand; with it each has a button.
const status = /** @type {HTMLElement | null} */ (document.getElementById('copy-status'))

for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll('button[data-copy]'))) {
  const field = document.getElementById(button.dataset.copy ?? '')
  if (!status || !field) continue
  button.hidden = false
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(field.textContent ?? '')
      status.textContent = button.dataset.copied ?? ''
    } catch {
      getSelection()?.selectAllChildren(field)
      status.textContent = button.dataset.selected ?? ''
    }
  })
}
