//! The table: a route, and what a stranger, a buyer, a seller, a moderator and an admin are answered. `in` is the
//! way to the sign-in page, 303 a form that was accepted. The order is the buyer's and the listing the seller's;
//! other ids lead to nothing.

pub const TABLE: &str = "
# route                                                stranger buyer seller moderator admin

# Pages
GET    /account                                          in 200 200 200 200
GET    /account/security                                 in 200 200 200 200
GET    /account/sessions                                 in 200 200 200 200
GET    /account/tokens                                   in 200 200 200 200
GET    /admin                                            in 403 403 200 200
GET    /admin/assets                                     in 403 403 200 200
GET    /admin/audit                                      in 403 403 200 200
GET    /admin/jobs                                       in 403 403 403 200
GET    /admin/mail                                       in 403 403 403 200
GET    /admin/mail/{id}                                  in 403 403 403 404
GET    /admin/orders                                     in 403 403 200 200
GET    /admin/users                                      in 403 403 200 200
GET    /api/docs                                        200 200 200 200 200
GET    /become-a-seller                                  in 200 302 200 200
GET    /cart                                            200 200 200 200 200
GET    /change-email                                    200 200 200 200 200
GET    /dashboard                                        in 403 200 403 403
GET    /forgot-password                                 200 200 200 200 200
GET    /library                                          in 200 200 200 200
GET    /library/files/{file_id}                          in 404 404 404 404
GET    /library/{id}                                     in 404 404 404 404
GET    /privacy                                         200 200 200 200 200
GET    /reset-password                                  200 200 200 200 200
GET    /sell                                             in 403 200 403 403
GET    /sell/new                                         in 403 200 403 403
GET    /sell/{id}                                        in 403 200 403 403
GET    /sell/{id}/versions/new                           in 403 200 403 403
GET    /sign-in                                         200 302 302 302 302
GET    /sign-in/code                                    302 302 302 302 302
GET    /sign-up                                         200 302 302 302 302
GET    /terms                                           200 200 200 200 200
GET    /unlock                                          200 200 200 200 200
GET    /verify-email                                    200 200 200 200 200

# Server functions
POST   /api/fn/add_to_cart                              404 404 404 404 404
POST   /api/fn/agree_to_email                           409 409 409 409 409
POST   /api/fn/become_seller                             in 422 409 422 422
POST   /api/fn/begin_second_factor                       in 303 303 303 303
POST   /api/fn/cancel_email_change                       in 303 303 303 303
POST   /api/fn/change_email                              in 422 422 422 422
POST   /api/fn/change_licence                           404 404 404 404 404
POST   /api/fn/change_password                           in 422 422 422 422
POST   /api/fn/check_audit_log                          in 403 403 303 303
POST   /api/fn/confirm_second_factor                     in 422 422 422 422
POST   /api/fn/delete_draft                              in 403 404 403 403
POST   /api/fn/describe_picture                          in 403 404 403 403
POST   /api/fn/disable_user                              in 403 403 403 404
POST   /api/fn/discard_version                           in 403 404 403 403
POST   /api/fn/edit_version                              in 403 404 403 403
POST   /api/fn/enable_user                               in 403 403 403 404
POST   /api/fn/end_session                               in 303 303 303 303
POST   /api/fn/forgot_password                          303 303 303 303 303
POST   /api/fn/forget_recovery_codes                     in 303 303 303 303
POST   /api/fn/give_waiver                               in 404 404 404 404
POST   /api/fn/lift_lockout                             409 409 409 409 409
POST   /api/fn/make_cover                                in 403 404 403 403
POST   /api/fn/make_token                                in 422 422 422 422
POST   /api/fn/remove_file                               in 403 404 403 403
POST   /api/fn/remove_from_cart                         303 303 303 303 303
POST   /api/fn/remove_picture                            in 403 404 403 403
POST   /api/fn/renew_recovery_codes                      in 422 422 422 422
POST   /api/fn/reset_password                           409 409 409 409 409
POST   /api/fn/restore_asset                             in 403 403 404 404
POST   /api/fn/retry_job                                 in 403 403 403 404
POST   /api/fn/revoke_token                              in 303 303 303 303
POST   /api/fn/save_profile                              in 422 422 422 422
POST   /api/fn/send_verification                         in 409 409 409 409
POST   /api/fn/set_excerpt                               in 403 404 403 403
POST   /api/fn/set_staff_role                            in 403 403 403 404
POST   /api/fn/sign_in                                  422 422 422 422 422
POST   /api/fn/sign_in_code                             409 409 409 409 409
POST   /api/fn/sign_out                                 303 303 303 303 303
POST   /api/fn/sign_out_everywhere                       in 303 303 303 303
POST   /api/fn/sign_up                                  422 422 422 422 422
POST   /api/fn/start_listing                             in 403 422 403 403
POST   /api/fn/start_version                             in 403 404 403 403
POST   /api/fn/take_down_asset                           in 403 403 404 404
POST   /api/fn/verify_email                             409 409 409 409 409

# API
GET    /api/v1/admin/assets                             401 403 403 200 200
GET    /api/v1/admin/audit                              401 403 403 200 200
GET    /api/v1/admin/jobs                               401 403 403 403 200
GET    /api/v1/admin/orders                             401 403 403 200 200
GET    /api/v1/admin/users                              401 403 403 200 200
DELETE /api/v1/assets/{asset}                           401 403 409 403 403
POST   /api/v1/assets/{asset}/submit                    401 403 409 403 403
POST   /api/v1/assets/{asset}/unpublish                 401 403 200 403 403
POST   /api/v1/auth/forgot-password                     200 200 200 200 200
POST   /api/v1/auth/login                               401 401 401 401 401
POST   /api/v1/auth/logout                              401 200 200 200 200
GET    /api/v1/auth/me                                  401 200 200 200 200
POST   /api/v1/auth/refresh                             401 401 401 401 401
POST   /api/v1/auth/register                            422 422 422 422 422
POST   /api/v1/auth/reset-password                      409 409 409 409 409
POST   /api/v1/auth/verify-email                        409 409 409 409 409
DELETE /api/v1/cart                                     200 200 200 200 200
GET    /api/v1/cart                                     200 200 200 200 200
DELETE /api/v1/cart/items/{id}                          404 404 404 404 404
GET    /api/v1/files/download/{file_id}                 401 404 404 404 404
GET    /api/v1/library                                  401 200 200 200 200
POST   /api/v1/uploads/image                            401 403 422 403 403
DELETE /api/v1/uploads/{id}                             401 403 404 403 403
GET    /api/v1/uploads/{id}                             401 403 404 403 403

# The shop's front, buying and selling: pages
GET    /                                                200 200 200 200 200
GET    /assets                                          200 200 200 200 200
GET    /assets/{slug}                                   200 200 200 200 200
GET    /categories/{slug}                               200 200 200 200 200
GET    /checkout                                         in 200 200 200 200
GET    /orders                                           in 200 200 200 200
GET    /orders/{id}                                      in 200 404 404 404
GET    /sandbox/checkout/{id}                           404 404 404 404 404
GET    /sellers/{handle}                                200 200 200 200 200

# Their forms
POST   /api/fn/cancel_order                              in 404 404 404 404
POST   /api/fn/edit_listing                              in 403 422 403 403
POST   /api/fn/pay_order                                 in 404 404 404 404
POST   /api/fn/place_order                               in 409 409 409 409
POST   /api/fn/publish_listing                           in 403 404 403 403
POST   /api/fn/sandbox_abandon                          404 404 404 404 404
POST   /api/fn/sandbox_decline                          404 404 404 404 404
POST   /api/fn/sandbox_pay                              404 404 404 404 404
POST   /api/fn/set_licences                              in 403 404 403 403
POST   /api/fn/token_noted                               in 303 303 303 303
POST   /api/fn/turn_off_second_factor                    in 422 422 422 422
POST   /api/fn/unpublish_listing                         in 403 404 403 403

# Their API
GET    /api/v1/assets                                   200 200 200 200 200
GET    /api/v1/assets/{asset}                           200 200 200 200 200
GET    /api/v1/assets/{asset}/reviews                   200 200 200 200 200
GET    /api/v1/orders                                   401 200 200 200 200
GET    /api/v1/orders/{id}                              401 200 404 404 404
PATCH  /api/v1/assets/{asset}                           401 403 200 403 403
POST   /api/v1/assets                                   401 403 422 403 403
POST   /api/v1/assets/{asset}/versions                  401 403 201 403 403
POST   /api/v1/cart/items                               404 404 404 404 404
POST   /api/v1/orders/checkout                         401 409 409 409 409
POST   /api/v1/payments/initiate                        401 404 404 404 404
POST   /api/v1/uploads                                  401 403 404 403 403
POST   /api/v1/uploads/{id}/complete                    401 403 404 403 403
POST   /api/v1/webhooks/{provider}                      404 404 404 404 404
";
