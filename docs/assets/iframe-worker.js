// Search runs in a web worker, which a browser does not start for a page opened from a file. There it
// runs in a hidden frame instead, which is given what a worker has: postMessage and importScripts.
(() => {
  const inside = `
    window.importScripts = (...urls) => urls.reduce(
      (before, url) => before.then(() => new Promise((loaded, failed) => {
        const script = document.createElement("script");
        Object.assign(script, { src: url, onload: loaded, onerror: failed });
        document.head.append(script);
      })),
      Promise.resolve());
    window.postMessage = (data) => window.frameElement.answer(data);`;

  class FrameWorker extends EventTarget {
    constructor(url) {
      super();
      const frame = document.createElement("iframe");
      frame.hidden = true;
      frame.answer = (data) => {
        const event = new MessageEvent("message", { data });
        this.dispatchEvent(event);
        if (this.onmessage) this.onmessage(event);
      };
      this.started = new Promise((ready) => frame.addEventListener("load", ready));
      frame.srcdoc = `<script>${inside}<\/script><script src="${url}"><\/script>`;
      document.body.append(frame);
      this.frame = frame;
    }

    postMessage(data) {
      this.started.then(() =>
        this.frame.contentWindow.dispatchEvent(new MessageEvent("message", { data })));
    }

    terminate() {
      this.frame.remove();
    }
  }

  if (location.protocol === "file:") {
    window.IFrameWorker = FrameWorker;
    window.Worker = FrameWorker;
  }
})();
