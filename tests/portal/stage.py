"""A small app that shows each sample page by its name, with the headers that the portal sends."""

from collections.abc import Awaitable, Callable

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route

from portal.assets import AssetFiles, Assets, HtmxSource, assets, folder
from portal.headers import Headers, content_security_policy
from portal.html import Pages, render
from portal.i18n import Language
from tests.portal.scenes import SCENES


async def scene(request: Request) -> Response:
    """Show one sample page in the language that the query names."""
    one = SCENES[request.path_params["name"]]
    request.state.language = Language(request.query_params.get("language", "nb"))
    return render(request, page=one.page, fragment=one.fragment, shell=one.shell, **one.context)


async def extend(_: Request) -> Response:
    """Say that the session lasts."""
    return JSONResponse({})


def stage(source: HtmxSource = HtmxSource.LOCAL) -> Starlette:
    """Return the app."""
    static = folder()
    found: Assets = assets(static, htmx=source)
    policy = content_security_policy(scripts=found.script_sources)
    app = Starlette(
        routes=[
            Route("/scene/{name}", scene),
            Route("/vaccines", scene_of("vaccines-child")),
            Route("/access-log", scene_of("access-log-own")),
            Route("/session/extend", extend, methods=["POST"]),
            Route("/session/expired", scene_of("expired")),
            Route("/nowhere", scene_of("logged-out"), methods=["POST"]),
            Mount("/static", AssetFiles(directory=static)),
        ],
        middleware=[Middleware(Headers, policy=policy)],
    )
    app.state.pages = Pages(found)
    return app


def scene_of(name: str) -> Callable[[Request], Awaitable[Response]]:
    """Return a handler that always shows the scene *name*."""

    async def handler(request: Request) -> Response:
        request.path_params["name"] = name
        return await scene(request)

    return handler
