// The pages of the notebook within one file: #/feedback.html/part is the part `part` of the page feedback.html.
(function () {
  const [, name = 'index.html', part] = location.hash.split('/');
  const page = document.getElementById(`page-${name}`) || document.getElementById('page-index.html');
  document.querySelector('main').append(page.content);
  document.title = page.dataset.title;
  for (const link of document.querySelectorAll('.menu a')) {
    if (link.getAttribute('href') === name) link.setAttribute('aria-current', 'page');
  }
  const show = (id) => {
    const place = id && document.getElementById(id);
    if (place) place.scrollIntoView();
  };
  addEventListener('load', () => show(part));
  addEventListener('click', (event) => {
    const link = event.target instanceof Element && event.target.closest('a[href]');
    if (!link) return;
    const [path, id = ''] = link.getAttribute('href').split('#');
    if (path && !document.getElementById(`page-${path}`)) return;
    event.preventDefault();
    if (!path) {
      show(id);
      return;
    }
    const { search } = location;
    const address = new URL(location.href);
    address.search = '';
    address.hash = `/${path}${id ? `/${id}` : ''}`;
    location.assign(address);
    // Another query is another document already; another fragment alone is not.
    if (!search) location.reload();
  });
})();
