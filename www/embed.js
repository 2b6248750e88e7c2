// `<microlearning-lab>` for other people's pages: a placeholder that becomes a frame with one lab of the notebook when the
// reader comes near or asks for it. Works as a classic script and as a module, and needs nothing else. docs/embedding.md
// has the attributes.
(() => {
  const TAG = 'microlearning-lab';
  if (customElements.get(TAG)) return; // a page may bring the script with each of its labs

  // A classic script knows its own address, unless its text stands in the page. A module does not in a way that a classic script could ask
  // for, too; its traces do.
  const script = document.currentScript ? document.currentScript.src : /((?:https?|file):[^\s()?#]*?\/embed\.js(?:\?[^\s()]*?)?):\d+:\d+/.exec(new Error().stack)?.[1];
  const NEAR = '300px';
  const PATIENCE = 6000; // ms that a loaded page may take to answer
  const OF_RUN = ['first-model', 'data', 'draw', 'exercise', 'editor']; // labs whose settings are a run's; all others have their own
  const HEIGHT = { first: 480, least: 80, most: 20_000 }; // px

  const style = `
    :host { display: block; min-height: 6rem; margin-block: 1rem; }
    :host([hidden]) { display: none; }
    .box { all: initial; display: block; box-sizing: border-box; padding: 1rem; border: 1px solid #82868c; border-radius: 4px; color-scheme: light dark;
      background: Canvas; color: CanvasText; font: 15px/1.5 system-ui, sans-serif; }
    .box.light { color-scheme: light; }
    .box.dark { color-scheme: dark; }
    p { margin: 0 0 0.5rem; }
    a { color: LinkText; }
    button { font: inherit; min-height: 2.5rem; padding: 0.3rem 1rem; cursor: pointer; }
    :is(a, button):focus-visible { outline: 3px solid Highlight; outline-offset: 2px; }
    iframe { display: block; width: 100%; border: 0; }
    [hidden] { display: none !important; }`;

  const EXAMPLE = 'Write the folder of the notebook there, such as site="https://your.host/microlearning/".';
  const UNKNOWN = `This tag does not know where the notebook is, because the text of its script stands in the page itself. Give the tag an attribute “site”. ${EXAMPLE}`;
  const UNUSABLE = `The attribute “site” of this tag is no address of a web server or of a folder beside this page, so nothing was opened. ${EXAMPLE}`;

  /** The address that a text means in this page, if a page may be opened there: on the web, or on the disk where this page is. */
  function addressOf(text) {
    try {
      const address = new URL(text, document.baseURI);
      const { protocol } = address;
      return protocol === 'https:' || protocol === 'http:' || (protocol === 'file:' && location.protocol === 'file:') ? address : null;
    } catch {
      return null;
    }
  }

  /** The page of labs in the folder of the notebook. */
  function labPage(folder) {
    const page = addressOf(folder);
    if (page) page.pathname = page.pathname.replace(/\/?$/, '/lab.html');
    return page;
  }

  /** The page of labs beside the script. */
  const besideScript = () => (script && addressOf(script) ? new URL('lab.html', script) : null);

  const list = (text) => text.split(/[\s,]+/).filter(Boolean);
  // Signs that belong into an address stay readable.
  const escaped = (text) => encodeURIComponent(text).replace(/%(2C|3A|2F)/g, decodeURIComponent);

  /** A value as an address has it: escaped once, whether it came so or not. */
  function value(text) {
    try {
      return escaped(decodeURIComponent(text));
    } catch {
      return escaped(text); // a lone % sign
    }
  }

  function make(tag, properties, ...children) {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  }

  class MicrolearningLab extends HTMLElement {
    static observedAttributes = ['lab', 'scenario', 'exercise', 'rules', 'seeds', 'measure', 'axis', 'preset', 'settings', 'lock', 'hide', 'theme', 'height', 'label', 'site'];
    #inside = null; // {box, said, button, link, own}, once it was on a page
    #frame = null;
    #origin = ''; // of the frame
    #seen = null;
    #timer = 0;
    #receive = (event) => this.#hear(event);

    /** The address of the lab that the attributes describe; null if the notebook's own is not known or cannot be used. */
    get address() {
      const page = this.hasAttribute('site') ? labPage(this.#get('site', '.')) : besideScript();
      if (!page) return null;
      page.search = this.#query();
      page.hash = '';
      return page.href;
    }

    connectedCallback() {
      this.#inside ??= this.#build();
      addEventListener('message', this.#receive);
      this.#wait();
    }

    disconnectedCallback() {
      removeEventListener('message', this.#receive);
      this.#forget();
    }

    attributeChangedCallback(name, before, now) {
      if (!this.#inside || !this.isConnected || before === now) return;
      if (name === 'height') this.#size(HEIGHT.first);
      else this.#wait();
    }

    #get(name, otherwise = '') {
      return this.getAttribute(name)?.trim() || otherwise;
    }

    get #lab() {
      return this.#get('lab', 'race');
    }

    #query() {
      const lab = this.#lab;
      const preset = this.#get('preset');
      const pairs = [...(preset ? [`preset=${preset}`] : []), ...this.#get('settings').split(';')].map((pair) => pair.trim()).filter(Boolean);
      const settings = pairs.map((pair) => pair.split(/=(.*)/s)).map(([name, text = '']) => [escaped(name.trim()), value(text.trim())]);
      const parts = [['v', '1'], ['lab', escaped(lab)]];
      for (const name of ['scenario', 'exercise']) if (this.#get(name)) parts.push([name, escaped(this.#get(name))]);
      parts.push(...(lab === 'race' || this.#get('scenario') ? this.#race(settings) : this.#plain(settings)));
      for (const kind of ['lock', 'hide']) parts.push(...list(this.#get(kind)).map((name) => [`${kind}.${escaped(name)}`, '1']));
      parts.push(['theme', this.#theme]);
      return parts.map((pair) => pair.join('=')).join('&');
    }

    // An empty part is the race's own.
    #race(settings) {
      const chosen = [list(this.#get('rules')).join(','), this.#get('seeds'), this.#get('measure')].map(escaped);
      const own = settings.filter(([name]) => name !== 'code').map((pair) => pair.join('=')).join(';');
      const code = settings.find(([name]) => name === 'code')?.[1] ?? '';
      const text = [...chosen, own, code].join('~').replace(/~+$/, '');
      const [name, axis] = [`race.${escaped(this.#get('scenario', 'first'))}`, escaped(this.#get('axis'))];
      return [...(text ? [[name, `2~${text}`]] : []), ...(axis ? [[`${name}.axis`, axis]] : [])];
    }

    // Experiments that are no runs have settings of their own.
    #plain(settings) {
      const lab = this.#lab;
      const kind = OF_RUN.includes(lab) ? '' : `${escaped(lab)}.`;
      const rules = list(this.#get('rules')).join(',');
      const all = rules ? [[kind ? 'rules' : 'rule', escaped(rules)], ...settings] : settings;
      return all.map(([name, text]) => [kind + name, text]);
    }

    get #theme() {
      const theme = this.#get('theme');
      return theme === 'light' || theme === 'dark' ? theme : 'auto';
    }

    get #label() {
      return this.#get('label', 'A laboratory on learning rules');
    }

    #build() {
      const root = this.attachShadow({ mode: 'open', delegatesFocus: true });
      const sheet = new CSSStyleSheet(); // not a style element, which a strict page would refuse
      sheet.replaceSync(style);
      root.adoptedStyleSheets = [sheet];
      const said = make('p', { role: 'status' });
      const button = make('button', { type: 'button' }, 'Open the laboratory');
      const link = make('a', { target: '_blank', rel: 'noopener' }, 'Open it in a tab of its own');
      const own = make('p', { hidden: true }, make('slot')); // what the page itself has put into the tag
      const box = make('div', { className: 'box' }, said, button, make('p', { hidden: true }, link), own);
      button.addEventListener('click', () => {
        this.#open();
        this.#frame?.focus();
      });
      root.append(box);
      return { box, said, button, link, own };
    }

    // Shows the placeholder until the reader comes near.
    #wait() {
      this.#forget();
      const { address } = this;
      const { box, said, button, link, own } = this.#inside;
      box.className = `box ${this.#theme}`;
      box.hidden = false;
      link.parentElement.hidden = true;
      button.hidden = !address;
      own.hidden = Boolean(address);
      if (!address) {
        link.removeAttribute('href');
        said.textContent = this.hasAttribute('site') ? UNUSABLE : UNKNOWN;
        return;
      }
      said.textContent = `${this.#label}. It runs in your browser and sends nothing anywhere.`;
      link.href = address;
      this.#seen = new IntersectionObserver((entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) this.#open();
      }, { rootMargin: NEAR });
      this.#seen.observe(this);
    }

    #forget() {
      clearTimeout(this.#timer);
      this.#seen?.disconnect();
      this.#frame?.remove();
      this.#frame = null;
    }

    #open() {
      const { address } = this;
      if (this.#frame || !address) return;
      this.#seen.disconnect();
      this.#origin = new URL(address).origin;
      const { box, said, button, link } = this.#inside;
      said.textContent = `${this.#label}: loading …`;
      button.hidden = true;
      link.parentElement.hidden = false;
      this.#frame = make('iframe', { title: this.#label, allow: 'clipboard-write', loading: 'lazy', src: address });
      this.#size(HEIGHT.first);
      this.#frame.addEventListener('load', () => this.#doubt());
      box.after(this.#frame);
    }

    // A page that is missing loads like any other; it only does not answer.
    #doubt() {
      clearTimeout(this.#timer);
      const { box, said } = this.#inside;
      if (box.hidden) return; // it has answered
      this.#timer = setTimeout(() => {
        said.textContent = `${this.#label} could not be loaded. Its site may be out of reach from here.`;
        this.#frame.hidden = true;
      }, PATIENCE);
    }

    #hear({ source, origin, data }) {
      if (!this.#frame || source !== this.#frame.contentWindow || origin !== this.#origin) return;
      if (data?.microlearning !== 'height' || !Number.isFinite(data.height)) return;
      clearTimeout(this.#timer);
      this.#inside.box.hidden = true;
      this.#frame.hidden = false;
      this.#size(data.height);
    }

    // The height that is asked for, or that of what the frame shows.
    #size(shown) {
      if (!this.#frame) return;
      const asked = Number(this.#get('height', 'auto').replace(/px$/, ''));
      const height = asked > 0 ? asked : shown;
      this.#frame.style.height = `${Math.min(Math.max(height, HEIGHT.least), HEIGHT.most)}px`;
    }
  }

  customElements.define(TAG, MicrolearningLab);
})();
